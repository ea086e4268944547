package io.carillon.engine.consent;

import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Says what must hold, where it is written, for a message to go to its person.
///
/// A message is stopped by whoever stopped the whole account, its sender, or a pool that its sender
/// is in. Which pools those are is worked out once for a sender and remembered until the small
/// tables change. Safe from any thread.
public final class Clearance {
  /// The word that stands in the place of a dialect's in what the server answers by itself: to whom
  /// it answers has just written, and is told once that nothing more comes.
  public static final String ANSWERS = "answers";

  /// Asks nothing: for tests of what has nothing to do with consent.
  public static final Clearance NONE =
      new Clearance(() -> Directory.EMPTY, ConsentPolicy.policy(), false);

  private static final int SENDERS_MAX = 50_000;
  private static final List<String> POOL_SENDERS = List.of("senders", "senders.2");

  private final Supplier<Directory> directory;
  private final Policy<ConsentPolicy> policy;
  private final boolean asks;
  private volatile Known known = new Known(Directory.EMPTY, new ConcurrentHashMap<>());

  /// @param directory the small tables as they are now; must answer at once
  public Clearance(Supplier<Directory> directory, Policy<ConsentPolicy> policy) {
    this(directory, policy, true);
  }

  private Clearance(Supplier<Directory> directory, Policy<ConsentPolicy> policy, boolean asks) {
    this.directory = directory;
    this.policy = policy;
    this.asks = asks;
  }

  private record Known(Directory directory, ConcurrentHashMap<Pair, List<Reach>> reaches) {}

  private record Pair(AccountId account, Address sender) {}

  /// What must hold for a message to go; nothing where it goes nowhere.
  public List<Guard> guards(Message message) {
    var parties = message.parties();
    if (!asks || parties.direction() != Direction.OUTBOUND || message.status().isFinal()) {
      return List.of();
    }
    if (message.origin().dialect().equals(ANSWERS)
        || set(parties.account()).passes().contains(message.terms().purpose())) {
      return List.of();
    }
    return List.of(
        new Guard.NotStopped(
            message.id(),
            parties.account(),
            parties.to(),
            reaches(parties.account(), parties.from())));
  }

  /// What an account has set.
  public ConsentPolicy set(AccountId account) {
    return policy.of(directory.get(), account);
  }

  /// What an account has set for one of its senders: for that itself, else for its pools, else for
  /// all.
  public ConsentPolicy set(AccountId account, Address sender) {
    var all = reaches(account, sender);
    var parts = new ArrayList<String>();
    all.subList(2, all.size()).forEach(pool -> parts.add(pool.name()));
    parts.add(sender.value());
    return policy.of(directory.get(), account, parts);
  }

  /// What a person means who says stop, start or help with a message; empty where it is none of
  /// these words, or a plain yes.
  public Optional<Intent> intent(Message message) {
    var set = set(message.account(), message.parties().to());
    return Keywords.standard()
        .match(message.content().words(), set.words(), set.language())
        .filter(match -> !match.onlyWhenStopped())
        .map(Keywords.Match::intent);
  }

  /// What a person stops who writes stop to a sender: it, or every pool that it is in, or all of
  /// the account, as that has set.
  public List<Reach> stopped(AccountId account, Address sender) {
    if (set(account).wholeAccount()) {
      return List.of(Reach.ACCOUNT);
    }
    var all = reaches(account, sender);
    return all.size() > 2 ? all.subList(2, all.size()) : all.subList(1, 2);
  }

  /// All that reaches the messages of a sender: its account, itself, the pools that it is in.
  public List<Reach> reaches(AccountId account, Address sender) {
    var now = known(directory.get());
    var pair = new Pair(account, sender);
    var found = now.reaches().get(pair);
    if (found == null) {
      found = reaches(now.directory(), pair);
      if (now.reaches().size() < SENDERS_MAX) {
        now.reaches().put(pair, found);
      }
    }
    return found;
  }

  private Known known(Directory now) {
    var last = known;
    if (last.directory() != now) {
      last = new Known(now, new ConcurrentHashMap<>());
      known = last;
    }
    return last;
  }

  private static List<Reach> reaches(Directory directory, Pair of) {
    var all = new ArrayList<Reach>();
    all.add(Reach.ACCOUNT);
    all.add(Reach.of(of.sender()));
    for (var pool : directory.resources(of.account(), Resource.Kind.POOL)) {
      if (holds(pool, of.sender())) {
        all.add(Reach.ofPool(pool.id()));
      }
    }
    return List.copyOf(all);
  }

  private static boolean holds(Resource pool, Address sender) {
    return POOL_SENDERS.stream().anyMatch(fact -> pool.lines(fact).contains(sender.value()));
  }
}
