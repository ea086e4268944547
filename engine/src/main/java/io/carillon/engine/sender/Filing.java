package io.carillon.engine.sender;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A brand or a campaign that an account files with the registry: a resource whose facts are what
/// it says, and how it stands.
///
/// A line stands under its word, the lines of several under the word with `.0`, `.1` …
public record Filing(FilingKind kind, Resource resource) {
  private static final String STATE = "filing-state";
  private static final String REGISTRY_ID = "filing-registry-id";
  private static final String REASON = "filing-reason";
  private static final String SCORE = "filing-score";
  private static final String SERVICE_CLASS = "filing-class";
  private static final String BRAND = "filing-brand";

  /// How many characters a reason may have.
  public static final int REASON_MAX = 400;

  /// How it stands with the registry.
  ///
  /// @param registryId what the registry calls it; empty until it has it
  /// @param reason why it was refused or suspended; empty = none
  /// @param score of a brand, 0 to 100, by its vetting; empty = not vetted
  /// @param serviceClass of a campaign with AT&T, a letter; empty = not told
  public record Standing(
      FilingState state, String registryId, String reason, OptionalInt score, String serviceClass) {
    /// Being written.
    public static final Standing DRAFT =
        new Standing(FilingState.DRAFT, "", "", OptionalInt.empty(), "");

    /// The same in another state.
    public Standing in(FilingState next) {
      return new Standing(next, registryId, reason, score, serviceClass);
    }
  }

  /// A new one.
  ///
  /// @param brand a campaign's; empty = a brand itself
  /// @param said by the words of the form
  public static Filing of(
      Id id,
      AccountId account,
      FilingKind kind,
      Optional<Id> brand,
      Map<String, String> said,
      Instant now) {
    var facts = new HashMap<>(said);
    brand.ifPresent(own -> facts.put(BRAND, own.hex()));
    var resource = new Resource(id, account, kind.kept(), "", facts, now, now);
    return new Filing(kind, resource).standing(Standing.DRAFT, now);
  }

  /// All of an account, the oldest first.
  public static List<Filing> of(Directory directory, AccountId account, FilingKind kind) {
    return directory.resources(account, kind.kept()).stream()
        .map(resource -> new Filing(kind, resource))
        .toList();
  }

  /// One of an account.
  public static Optional<Filing> find(
      Directory directory, AccountId account, FilingKind kind, Id id) {
    return directory.resource(account, kind.kept(), id).map(found -> new Filing(kind, found));
  }

  /// One of an account, or of one above it: those below write for it.
  public static Optional<Filing> findUp(
      Directory directory, AccountId account, FilingKind kind, Id id) {
    var at = Optional.of(account);
    for (int level = 0; level <= Directory.LEVELS_MAX && at.isPresent(); level++) {
      var found = find(directory, at.get(), kind, id);
      if (found.isPresent()) {
        return found;
      }
      at = directory.account(at.get()).flatMap(Account::parent);
    }
    return Optional.empty();
  }

  public Id id() {
    return resource.id();
  }

  /// A campaign's brand.
  public Optional<Id> brand() {
    return resource.fact(BRAND).flatMap(Id::fromHex);
  }

  /// How it stands.
  public Standing standing() {
    return new Standing(
        resource.fact(STATE).flatMap(FilingState::of).orElse(FilingState.DRAFT),
        resource.fact(REGISTRY_ID).orElse(""),
        resource.fact(REASON).orElse(""),
        resource
            .fact(SCORE)
            .map(score -> OptionalInt.of(Integer.parseInt(score)))
            .orElse(OptionalInt.empty()),
        resource.fact(SERVICE_CLASS).orElse(""));
  }

  /// The same, standing otherwise.
  public Filing standing(Standing next, Instant now) {
    var facts = new HashMap<>(resource.facts());
    facts.put(STATE, next.state().word());
    facts.put(REGISTRY_ID, next.registryId());
    facts.put(REASON, next.reason());
    facts.put(SCORE, next.score().isPresent() ? "" + next.score().getAsInt() : "");
    facts.put(SERVICE_CLASS, next.serviceClass());
    return new Filing(kind, resource.with(resource.name(), facts, now));
  }

  /// The same, saying other things by the words of the form; what is not named stays.
  ///
  /// @param said an empty value takes back what was said
  public Filing saying(Map<String, String> said, Instant now) {
    var facts = new HashMap<>(resource.facts());
    said.forEach((word, value) -> {
      facts.keySet().removeIf(old -> old.equals(word) || isLineOf(old, word));
      if (!value.isEmpty()) {
        facts.put(word, value);
      }
    });
    return new Filing(kind, resource.with(resource.name(), facts, now));
  }

  private static boolean isLineOf(String fact, String word) {
    int dot = word.indexOf('.');
    return dot >= 0 && word.endsWith(".0") && fact.startsWith(word.substring(0, dot + 1));
  }

  /// All that it says, by the words of the form.
  public Map<String, String> said() {
    var said = new HashMap<>(resource.facts());
    said.keySet().removeIf(word -> word.startsWith("filing-"));
    return said;
  }

  /// A line that it says.
  public Optional<String> line(String word) {
    return resource.fact(word);
  }

  /// Lines that it says.
  public List<String> lines(String word) {
    return IntStream.range(0, FilingField.LINES_MAX)
        .mapToObj(at -> resource.fact(word + "." + at))
        .flatMap(Optional::stream)
        .toList();
  }
}
