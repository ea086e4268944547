package io.carillon.engine.notify;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.AccountHerald;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells accounts what happened to them: at least once, with the pauses and for the time that
/// notices of messages have.
///
/// Events are few, so no lanes stand before their endpoints: each is told by a task of its own.
public final class Announcing {
  /// How many are told at once.
  static final int AT_ONCE = 64;

  /// How many of them of one account: its URL may be slow, and others are told meanwhile.
  static final int ACCOUNT_AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Announcing.class);

  private final AccountEvents events;
  private final AccountHerald herald;
  private final Clock clock;
  private final Tasks tasks;
  private final Meters.Count told;
  private final Meters.Count failed;
  private final Meters.Count dead;
  private final Map<Id, AccountId> underWay = new ConcurrentHashMap<>();
  private volatile boolean draining;

  public Announcing(
      AccountEvents events, AccountHerald herald, Clock clock, Tasks tasks, Meters meters) {
    this.events = events;
    this.herald = herald;
    this.clock = clock;
    this.tasks = tasks;
    told = meters.count("account_events.tried", "outcome", "told");
    failed = meters.count("account_events.tried", "outcome", "failed");
    dead = meters.count("account_events.tried", "outcome", "dead");
  }

  /// Begins to tell what is due. To be called each second, by one thread.
  public void round() {
    if (draining || underWay.size() >= AT_ONCE) {
      return;
    }
    var now = clock.now();
    var beyond = now.plus(Retelling.PAUSE_LONGEST);
    for (var event : events.due(now, beyond, AccountEvents.ROWS_MAX)) {
      boolean goes = underWay.size() < AT_ONCE && ofAccount(event) < ACCOUNT_AT_ONCE;
      if (goes && underWay.putIfAbsent(event.id(), event.account()) == null) {
        tasks.start("tell an account", () -> tell(event));
      }
    }
  }

  private long ofAccount(AccountEvent event) {
    return underWay.values().stream().filter(event.account()::equals).count();
  }

  /// Starts no further tellings.
  public void drain() {
    draining = true;
  }

  private void tell(AccountEvent event) {
    try {
      var telling = herald.tell(event);
      switch (telling) {
        case Telling.Told _ -> told.add(1);
        case Telling.NotNow _ -> failed.add(1);
        case Telling.GivenUp(_, var why) -> dead(event, why);
        case Telling.Gone(var why) -> dead(event, why);
      }
      events.told(event.id(), after(event, telling, clock.now()));
    } catch (StoreException e) {
      LOG.warn("account event {}: its telling was not kept: {}", event.id().uuid(), e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(event.id());
    }
  }

  private void dead(AccountEvent event, String why) {
    dead.add(1);
    LOG.warn("account event {}: it is not told any more: {}", event.id().uuid(), why);
  }

  /// How the telling stands after a try: pure.
  static Notice.Telling after(AccountEvent event, Telling telling, Instant now) {
    int before = event.telling().attempts();
    return switch (telling) {
      case Telling.Told(var answer, _, _, _, _) -> ended(Progress.TOLD, before, answer, now);
      case Telling.GivenUp(var answer, _) -> ended(Progress.DEAD, before + 1, answer, now);
      case Telling.Gone _ -> ended(Progress.DEAD, before, 0, now);
      case Telling.NotNow(var answer, _, var asked) -> {
        int attempts = before + 1;
        var due = now.plus(pause(event, attempts, asked));
        yield Retelling.isOver(event.at(), attempts, due, now)
            ? ended(Progress.DEAD, attempts, answer, now)
            : new Notice.Telling(
                Progress.OPEN, attempts, Optional.of(due), Optional.empty(), answer);
      }
    };
  }

  private static Duration pause(AccountEvent event, int attempts, Optional<Duration> asked) {
    return asked
        .filter(time -> time.compareTo(Retelling.PAUSE_MAX) < 0)
        .orElseGet(() -> Retelling.pause(event.id().hashCode(), attempts));
  }

  private static Notice.Telling ended(Progress progress, int attempts, int answer, Instant now) {
    return new Notice.Telling(progress, attempts, Optional.empty(), Optional.of(now), answer);
  }
}
