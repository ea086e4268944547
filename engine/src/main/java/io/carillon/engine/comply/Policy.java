package io.carillon.engine.comply;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Resource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What an account may set on one subject, and what holds for it: its own word, else that of the
/// account above it, else that of the settings, else the built-in one.
///
/// What holds for an account is kept until the directory or the settings change.
///
/// @param <T> what the words mean
public final class Policy<T> {
  private static final String PREFIX = "policy.";

  private final String subject;
  private final List<Term> terms;
  private final Meaning<T> meaning;
  private final Set<String> byPart;
  private volatile Settled<T> settled;

  /// One that accounts set as a whole.
  ///
  /// @param subject for instance `quiet-hours`
  /// @param terms all that can be set, each word once
  public Policy(String subject, List<Term> terms, Meaning<T> meaning) {
    this(subject, terms, meaning, Set.of());
  }

  /// @param byPart the words that an account may set otherwise for one of its senders or pools
  public Policy(String subject, List<Term> terms, Meaning<T> meaning, Set<String> byPart) {
    this.subject = subject;
    this.byPart = Set.copyOf(byPart);
    this.terms = List.copyOf(terms);
    this.meaning = meaning;
    this.settled = new Settled<>(Directory.EMPTY, new Own(Map.of(), false));
    problems(Map.of()).values().stream()
        .findFirst()
        .ifPresent(wrong -> {
          throw new IllegalArgumentException(
              subject + " has a built-in word that is wrong: " + wrong);
        });
  }

  /// One thing that can be set.
  ///
  /// @param word its name, for instance `block_above`
  /// @param builtIn what holds where nobody sets it
  /// @param about what it does, and what turning it on does, in a sentence or two
  public record Term(String word, String builtIn, String about) {}

  /// Reads words for every term as what they mean.
  @FunctionalInterface
  public interface Meaning<T> {
    /// Notes in the words what cannot be meant, and still answers.
    T of(PolicyWords words);
  }

  /// Where a word comes from.
  public enum Source {
    BUILT_IN,
    SETTINGS,
    ABOVE,
    ACCOUNT,
    /// The account, for one of its senders or pools.
    PART
  }

  /// A word that holds, and where it comes from.
  public record Held(String value, Source source) {}

  /// The server's own words.
  ///
  /// @param fixed whether accounts have to leave them as they are
  private record Own(Map<String, String> words, boolean fixed) {}

  private record Settled<T>(
      Directory directory, Own settings, ConcurrentHashMap<AccountId, T> meanings, Stamp stamp) {
    Settled(Directory directory, Own settings) {
      this(directory, settings, new ConcurrentHashMap<>(), new Stamp());
    }
  }

  /// The same object for as long as all that holds stays.
  public static final class Stamp {
    private Stamp() {}
  }

  /// The subject.
  public String subject() {
    return subject;
  }

  /// What can be set otherwise for a part of an account; nothing where it has no parts.
  public Set<String> byPart() {
    return byPart;
  }

  /// All that can be set.
  public List<Term> terms() {
    return terms;
  }

  /// The name of the resource ([Resource.Kind#SETTINGS]) in which an account keeps its own words.
  public String resource() {
    return PREFIX + subject;
  }

  /// The server's own words from now on; accounts may set others.
  public void adopt(Map<String, String> words) {
    adopt(words, false);
  }

  /// The server's own words from now on.
  ///
  /// @param fixed whether accounts have to leave them as they are
  synchronized void adopt(Map<String, String> words, boolean fixed) {
    var own = new Own(Map.copyOf(words), fixed);
    settled = new Settled<>(settled.directory(), own);
  }

  /// What holds for an account.
  public T of(Directory directory, AccountId account) {
    var known = settled;
    if (known.directory() != directory) {
      known = renewed(directory);
    }
    // asked many times for each message: get takes no lock, computeIfAbsent may
    var found = known.meanings().get(account);
    return found == null ? meant(known, account) : found;
  }

  /// What is another one as soon as the directory or the settings are others: until then nobody has
  /// to be asked again.
  public Stamp stamp(Directory directory) {
    var known = settled;
    return (known.directory() == directory ? known : renewed(directory)).stamp();
  }

  private T meant(Settled<T> known, AccountId account) {
    return known
        .meanings()
        .computeIfAbsent(
            account,
            id ->
                meaning.of(new PolicyWords(values(held(known.directory(), id, known.settings())))));
  }

  private synchronized Settled<T> renewed(Directory directory) {
    var next = new Settled<T>(directory, settled.settings());
    settled = next;
    return next;
  }

  /// What holds for a part of an account: what is set for that, over what holds for the account.
  ///
  /// @param parts names of what it is part of, and its own name last: the later ones count first
  public T of(Directory directory, AccountId account, List<String> parts) {
    boolean anySet =
        !settled.settings().fixed()
            && parts.stream().anyMatch(part -> own(directory, account, part).isPresent());
    return anySet
        ? meaning.of(new PolicyWords(values(held(directory, account, parts))))
        : of(directory, account);
  }

  /// The word that holds for each term and a part of an account.
  public Map<String, Held> held(Directory directory, AccountId account, List<String> parts) {
    var held = held(directory, account);
    if (!settled.settings().fixed()) {
      for (var part : parts) {
        own(directory, account, part).ifPresent(own -> lay(held, own.facts(), Source.PART));
      }
    }
    return held;
  }

  /// What an account has set for a part of it.
  public Optional<Resource> own(Directory directory, AccountId account, String part) {
    return directory.resource(account, Resource.Kind.SETTINGS, resource(part));
  }

  /// The name of the resource in which an account keeps its words for a part of it.
  public String resource(String part) {
    return resource() + " of " + part;
  }

  /// The word that holds for each term, by its name.
  public Map<String, Held> held(Directory directory, AccountId account) {
    return held(directory, account, settled.settings());
  }

  private Map<String, Held> held(Directory directory, AccountId account, Own settings) {
    var held = new HashMap<String, Held>();
    terms.forEach(term -> held.put(term.word(), new Held(term.builtIn(), Source.BUILT_IN)));
    lay(held, settings.words(), Source.SETTINGS);
    if (!settings.fixed()) {
      above(directory, account, held);
      own(directory, account).ifPresent(own -> lay(held, own.facts(), Source.ACCOUNT));
    }
    return held;
  }

  private void above(Directory directory, AccountId account, Map<String, Held> held) {
    var line = new ArrayDeque<AccountId>();
    var next = directory.account(account).flatMap(Account::parent);
    while (next.isPresent() && line.size() < Directory.LEVELS_MAX) {
      line.push(next.get());
      next = directory.account(next.get()).flatMap(Account::parent);
    }
    line.forEach(id -> own(directory, id).ifPresent(own -> lay(held, own.facts(), Source.ABOVE)));
  }

  private static void lay(Map<String, Held> held, Map<String, String> words, Source source) {
    words.forEach((word, value) -> held.computeIfPresent(word, (_, _) -> new Held(value, source)));
  }

  private static Map<String, String> values(Map<String, Held> held) {
    var values = new HashMap<String, String>();
    held.forEach((word, own) -> values.put(word, own.value()));
    return values;
  }

  /// What an account has set itself.
  public Optional<Resource> own(Directory directory, AccountId account) {
    return directory.resource(account, Resource.Kind.SETTINGS, resource());
  }

  /// What is wrong with words that somebody wants to set, by the term; also what no term is called.
  public Map<String, String> problems(Map<String, String> words) {
    var values = new HashMap<String, String>();
    terms.forEach(term -> values.put(term.word(), term.builtIn()));
    var problems = new HashMap<String, String>();
    words.forEach((word, value) -> {
      if (values.containsKey(word)) {
        values.put(word, value);
      } else {
        problems.put(word, "is no word of " + subject);
      }
    });
    var wording = new PolicyWords(values);
    var _ = meaning.of(wording);
    problems.putAll(wording.problems());
    return problems;
  }
}
