package io.carillon.engine.filing;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.model.Author;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Registry;
import io.carillon.model.port.Registry.Answer;
import io.carillon.model.port.Registry.Form;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Hands in what waits for the registry, and asks it how the rest stands: what it looks at after a
/// pause, what counts once an hour. At most 100 calls a round; one round at a time.
///
/// What the registry tells by itself is believed no further than that it is worth a question: the
/// next round asks. So its notices may come twice, late, or never.
///
/// A filing is handed in by its own id, so that one whose answer was lost is not filed twice.
public final class Filer {
  private static final int CALLS_MAX = 100;
  private static final int TOLD_MAX = 1_000;
  private static final long SELDOM = Duration.ofHours(1).toNanos();

  private final Accounts accounts;
  private final Roster roster;
  private final Supplier<Optional<Far>> far;
  private final Clock clock;
  private final Meters.Count answered;
  private final Meters.Count refused;
  private final Meters.Count unreachable;
  private final Meters.Count known;
  private final Meters.Count strange;
  private final Map<Id, Long> asked = new HashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private Directory seen = Directory.EMPTY;
  private List<Filing> filings = List.of();

  /// Whom to ask.
  ///
  /// @param pause between two questions about one filing
  public record Far(Registry registry, Duration pause) {}

  /// @param far asked for where there is something to ask; empty = an operator says how filings
  ///   stand
  public Filer(
      Accounts accounts, Roster roster, Supplier<Optional<Far>> far, Clock clock, Meters meters) {
    this.accounts = accounts;
    this.roster = roster;
    this.far = far;
    this.clock = clock;
    this.answered = meters.count("registry.asked", "outcome", "answered");
    this.refused = meters.count("registry.asked", "outcome", "refused");
    this.unreachable = meters.count("registry.asked", "outcome", "unreachable");
    this.known = meters.count("registry.told", "about", "known");
    this.strange = meters.count("registry.told", "about", "unknown");
  }

  /// The registry says that something happened to what it calls by this id: the next round asks
  /// about it. At most 1,000 are remembered until then; may be called from any thread.
  public void told(String registryId) {
    if (told.size() < TOLD_MAX) {
      told.add(registryId);
    }
  }

  /// One round.
  public void round() throws InterruptedException {
    look();
    hear();
    if (filings.isEmpty()) {
      return;
    }
    var now = far.get();
    if (now.isPresent()) {
      var due = filings.stream().filter(one -> isDue(one, now.get())).limit(CALLS_MAX).toList();
      for (var filing : due) {
        asked.put(filing.id(), clock.ticks());
        var answer = call(now.get().registry(), filing);
        count(answer);
        keep(filing, answer);
      }
    }
  }

  /// What is to be brought to the registry or followed there, by the directory as it is now.
  private void look() {
    var directory = accounts.directory();
    if (directory == seen) {
      return;
    }
    seen = directory;
    filings =
        directory.accounts().stream()
            .flatMap(account ->
                Stream.of(FilingKind.values())
                    .flatMap(kind -> Filing.of(directory, account.id(), kind).stream()))
            .filter(this::isOurs)
            .toList();
    asked.keySet().retainAll(new HashSet<>(filings.stream().map(Filing::id).toList()));
  }

  private void hear() {
    for (var id : List.copyOf(told)) {
      told.remove(id);
      var meant =
          filings.stream().filter(one -> one.standing().registryId().equals(id)).findFirst();
      meant.map(Filing::id).ifPresent(asked::remove);
      (meant.isPresent() ? known : strange).add(1);
    }
  }

  /// A campaign is handed in once its brand counts.
  private boolean isOurs(Filing filing) {
    var standing = filing.standing();
    return standing.state() == FilingState.SUBMITTED
        ? filing.kind() == FilingKind.BRAND || brand(filing).isPresent()
        : Steps.isFollowed(standing);
  }

  private boolean isDue(Filing filing, Far now) {
    var last = asked.get(filing.id());
    long pause = filing.standing().state().isWaiting() ? now.pause().toNanos() : SELDOM;
    return last == null || clock.ticks() - last >= pause;
  }

  private Answer call(Registry registry, Filing filing) throws InterruptedException {
    var standing = filing.standing();
    var kind = kind(filing);
    return standing.state() == FilingState.SUBMITTED
        ? registry.file(
            filing.id().hex(),
            new Form(kind, standing.registryId(), brand(filing).orElse(""), filing.said()))
        : registry.ask(kind, standing.registryId());
  }

  private static Registry.Kind kind(Filing filing) {
    return switch (filing.kind()) {
      case BRAND -> Registry.Kind.BRAND;
      case CAMPAIGN -> Registry.Kind.CAMPAIGN;
    };
  }

  private Optional<String> brand(Filing filing) {
    return filing
        .brand()
        .flatMap(id -> Filing.find(seen, filing.resource().account(), FilingKind.BRAND, id))
        .map(Filing::standing)
        .filter(standing -> standing.state() == FilingState.ACTIVE)
        .map(Filing.Standing::registryId)
        .filter(id -> !id.isEmpty());
  }

  private void count(Answer answer) {
    switch (answer) {
      case Answer.Stands _ -> answered.add(1);
      case Answer.Refused _ -> refused.add(1);
      case Answer.Unreachable _ -> unreachable.add(1);
    }
  }

  /// Nothing is kept where somebody changed the filing meanwhile: the next round looks again.
  private void keep(Filing filing, Answer answer) throws InterruptedException {
    var next = Steps.after(filing.standing(), answer);
    boolean same =
        Filing.find(accounts.directory(), filing.resource().account(), filing.kind(), filing.id())
            .map(Filing::resource)
            .map(Resource::facts)
            .filter(filing.resource().facts()::equals)
            .isPresent();
    if (next.isPresent() && same) {
      var standing = filing.standing(next.get(), clock.now());
      Order<Resource> _ = roster.by(Author.SERVER).put(standing.resource());
    }
  }
}
