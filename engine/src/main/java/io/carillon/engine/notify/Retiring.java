package io.carillon.engine.notify;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Disables endpoints that nobody hears at any more: at once those that say that they are gone, and
/// those that were told nothing for 5 days though it was tried ten times or more.
public final class Retiring implements Logbook.Listener {
  static final Duration FAILING_FOR = Duration.ofDays(5);
  static final int FAILURES_MIN = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Retiring.class);
  private static final Duration LOOKS_AGAIN = Duration.ofMinutes(1);
  private static final int FAILING_MAX = 100_000;

  private final Supplier<Directory> directory;
  private final Attempts attempts;
  private final Disabling disabling;
  private final Clock clock;
  private final Meters.Count gone;
  private final Meters.Count silent;
  private final Map<Id, Failing> failing = new ConcurrentHashMap<>();
  private long lookedAt;

  /// @param directory which endpoints there are now
  public Retiring(
      Supplier<Directory> directory,
      Attempts attempts,
      Disabling disabling,
      Clock clock,
      Meters meters) {
    this.directory = directory;
    this.attempts = attempts;
    this.disabling = disabling;
    this.clock = clock;
    lookedAt = clock.ticks();
    gone = meters.count("endpoints.disabled", "why", "gone");
    silent = meters.count("endpoints.disabled", "why", "silent");
  }

  /// Carries out that an endpoint is disabled.
  @FunctionalInterface
  public interface Disabling {
    /// Tells whether it was enabled until now. Waits until that is synced.
    boolean disable(Endpoint endpoint, String reason) throws InterruptedException;
  }

  /// @param gone why it wants to be told no more; empty where it only failed
  private record Failing(AccountId account, Optional<String> gone, Instant at) {}

  @Override
  public void failed(AccountId account, Id endpoint, Optional<String> why) {
    if (why.isPresent() || (failing.size() < FAILING_MAX && !failing.containsKey(endpoint))) {
      failing.put(endpoint, new Failing(account, why, clock.now()));
    }
  }

  /// Disables what is to be. To be called each second, by one thread; what only failed is looked at
  /// each minute.
  public void round() throws InterruptedException {
    long ticks = clock.ticks();
    boolean all = ticks - lookedAt >= LOOKS_AGAIN.toNanos();
    lookedAt = all ? ticks : lookedAt;
    for (var entry : Map.copyOf(failing).entrySet()) {
      if (all || entry.getValue().gone().isPresent()) {
        failing.remove(entry.getKey(), entry.getValue());
        look(entry.getKey(), entry.getValue());
      }
    }
  }

  private void look(Id id, Failing failing) throws InterruptedException {
    var endpoint =
        directory.get().endpoints(failing.account()).stream()
            .filter(one -> one.id().equals(id) && one.state() == Endpoint.State.ENABLED)
            .findFirst();
    if (endpoint.isEmpty()) {
      return;
    }
    if (failing.gone().isPresent()) {
      // Said before it was changed last, perhaps to be enabled again, it says nothing of now.
      if (endpoint.get().resource().updated().isAfter(failing.at())) {
        return;
      }
      disable(endpoint.get(), failing.gone().get(), gone);
    } else if (isSilent(endpoint.get(), clock.now())) {
      disable(endpoint.get(), "nothing was told for " + FAILING_FOR.toDays() + " days", silent);
    }
  }

  /// Whether it was told nothing for long enough, and since it was changed last: who enables it
  /// again gives it as long again.
  private boolean isSilent(Endpoint endpoint, Instant now) {
    var health = attempts.health(endpoint.account(), endpoint.id());
    var since = now.minus(FAILING_FOR);
    return health.failures() >= FAILURES_MIN
        && health.failing().filter(first -> !first.isAfter(since)).isPresent()
        && !endpoint.resource().updated().isAfter(since);
  }

  private void disable(Endpoint endpoint, String reason, Meters.Count count)
      throws InterruptedException {
    if (disabling.disable(endpoint, reason)) {
      count.add(1);
      LOG.warn("{} of account {} is disabled: {}", endpoint, endpoint.account(), reason);
    }
  }
}
