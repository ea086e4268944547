package io.carillon.engine.notify;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Clock;
import java.time.Instant;
import java.util.Optional;

/// Owes an account again what happened to it and was given up or told, or lets what waits for its
/// next try go at once, because the account asks for it. It is told within seconds.
public final class EventReplays {
  private final AccountEvents events;
  private final Clock clock;

  public EventReplays(AccountEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /// What an account is told under this id.
  public Optional<AccountEvent> find(AccountId account, Id event) {
    return events.find(event).filter(found -> found.account().equals(account));
  }

  /// Owes it again from now on, its failures counted anew; answers it as it stands then. Waits
  /// until that is synced.
  public AccountEvent again(AccountEvent event) throws InterruptedException {
    var now = clock.now();
    var after = after(event.telling(), now);
    if (!after.equals(event.telling())) {
      events.told(event.id(), after);
    }
    return event.with(after);
  }

  private static Notice.Telling after(Notice.Telling telling, Instant now) {
    if (telling.progress() != Progress.OPEN) {
      return Notice.Telling.owedAt(now);
    }
    boolean isLater = telling.due().filter(now::isBefore).isPresent();
    return isLater
        ? new Notice.Telling(
            Progress.OPEN, telling.attempts(), Optional.of(now), Optional.empty(), telling.answer())
        : telling;
  }
}
