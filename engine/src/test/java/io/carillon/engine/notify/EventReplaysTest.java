package io.carillon.engine.notify;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryAccountEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReplaysTest {
  private static final Instant LATER = START.plusSeconds(3_600);

  private final ManualClock clock = new ManualClock(START);
  private final MemoryAccountEvents events = new MemoryAccountEvents();
  private final EventReplays replays = new EventReplays(events, clock);

  private AccountEvent kept(Notice.Telling telling) {
    var what = new What.BalanceLow(new Money(1, "USD"), new Money(2, "USD"));
    var event = AccountEvent.of(new Id(1, 1), ACCOUNT, START, what, telling);
    events.raise(event);
    clock.advance(Duration.ofMinutes(1));
    return event;
  }

  @Test
  void owesAnewWhatWasGivenUp() throws Exception {
    var dead = new Notice.Telling(Progress.DEAD, 12, Optional.empty(), Optional.of(START), 503);

    var again = replays.again(kept(dead));

    assertThat(again.telling()).isEqualTo(Notice.Telling.owedAt(clock.now()));
    assertThat(events.find(again.id())).contains(again);
  }

  @Test
  void letsWhatWaitsGoAtOnceAndForgetsNoFailure() throws Exception {
    var waiting = new Notice.Telling(Progress.OPEN, 3, Optional.of(LATER), Optional.empty(), 503);

    var again = replays.again(kept(waiting));

    assertThat(again.telling().due()).contains(clock.now());
    assertThat(again.telling().attempts()).isEqualTo(3);
  }

  @Test
  void leavesWhatIsDueAnyhow() throws Exception {
    var event = kept(Notice.Telling.owedAt(START));

    assertThat(replays.again(event)).isEqualTo(event);
  }

  @Test
  void anotherAccountHasNoSuchEvent() {
    var event = kept(Notice.Telling.owedAt(START));

    assertThat(replays.find(ACCOUNT, event.id())).contains(event);
    assertThat(replays.find(new AccountId(new Id(7, 7)), event.id())).isEmpty();
    assertThat(replays.find(ACCOUNT, new Id(7, 7))).isEmpty();
  }
}
