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
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Tasks;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryAccountEvents;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.SteppedTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncingTest {
  private static final Telling FAILED = new Telling.NotNow(503, "HTTP 503", Optional.empty());

  private final ManualClock clock = new ManualClock(START);
  private final SteppedTasks tasks = new SteppedTasks(clock, 1);
  private final MemoryAccountEvents events = new MemoryAccountEvents();
  private final MemoryMeters meters = new MemoryMeters();
  private final List<AccountEvent> heard = new ArrayList<>();
  private Telling answer = new Telling.Told(204);
  private final Announcing announcing = new Announcing(events, this::tell, clock, tasks, meters);

  private Telling tell(AccountEvent event) {
    heard.add(event);
    return answer;
  }

  private static AccountEvent event() {
    return event(new Id(1, 1), ACCOUNT);
  }

  private static AccountEvent event(Id id, AccountId account) {
    var what = new What.BalanceLow(new Money(1, "USD"), new Money(2, "USD"));
    return AccountEvent.of(id, account, START, what, Notice.Telling.owedAt(START));
  }

  private void round() {
    announcing.round();
    tasks.settle();
  }

  private Notice.Telling telling() {
    return events.page(ACCOUNT, Optional.empty(), 1).getFirst().telling();
  }

  @Test
  void tellsWhatIsDueOnce() {
    events.raise(event());

    round();
    round();

    assertThat(heard).containsExactly(event());
    assertThat(telling())
        .isEqualTo(new Notice.Telling(Progress.TOLD, 0, Optional.empty(), Optional.of(START), 204));
    assertThat(meters.counted("account_events.tried", "outcome", "told")).isOne();
  }

  @Test
  void whatFailedIsToldAgainAfterAPause() {
    events.raise(event());
    answer = FAILED;

    round();
    assertThat(telling().attempts()).isOne();
    assertThat(telling().due()).isPresent();
    round();
    assertThat(heard).hasSize(1);

    answer = new Telling.Told(200);
    clock.advance(Duration.ofSeconds(7));
    round();
    assertThat(heard).hasSize(2);
    assertThat(telling().progress()).isEqualTo(Progress.TOLD);
  }

  @Test
  void isGivenUpAfter75HoursOfTries() {
    events.raise(event());
    answer = FAILED;

    int rounds = 0;
    while (telling().progress() == Progress.OPEN && rounds++ < 1_000) {
      clock.advance(Duration.between(clock.now(), telling().due().orElseThrow()));
      round();
    }

    assertThat(telling().progress()).isEqualTo(Progress.DEAD);
    assertThat(clock.now())
        .isAfter(START.plus(Duration.ofHours(70)))
        .isBefore(START.plus(Duration.ofHours(76)));
  }

  @Test
  void whereItMayNotBeToldIsTheEndOfIt() {
    events.raise(event());
    answer = new Telling.Gone("refused by the address guard");

    round();

    assertThat(telling().progress()).isEqualTo(Progress.DEAD);
    assertThat(meters.counted("account_events.tried", "outcome", "dead")).isOne();
  }

  @Test
  void aDrainTellsNothingMore() {
    events.raise(event());
    announcing.drain();

    round();

    assertThat(heard).isEmpty();
  }

  @Test
  void oneAccountWhoseUrlIsSlowHoldsFewOfThePlaces() {
    var kind = event().what().kind();
    var other = new AccountId(new Id(7, 7));
    for (int i = 0; i < 20; i++) {
      events.raise(event(new Id(2, i), ACCOUNT));
      events.end(ACCOUNT, kind, START);
    }
    events.raise(event(new Id(3, 0), other));
    var gate = tasks.gate();
    var slow =
        new Announcing(
            events,
            event -> {
              heard.add(event);
              if (event.account().equals(ACCOUNT)) {
                pass(gate);
              }
              return answer;
            },
            clock,
            tasks,
            meters);
    tasks.later(
        "answers",
        Duration.ofSeconds(1),
        () -> {
          assertThat(heard).hasSize(Announcing.ACCOUNT_AT_ONCE + 1);
          assertThat(heard).extracting(AccountEvent::account).contains(other);
          gate.open();
        });

    slow.round();
    tasks.settle();
    tasks.pass(Duration.ofSeconds(2));

    assertThat(heard).hasSize(Announcing.ACCOUNT_AT_ONCE + 1);
  }

  private static void pass(Tasks.Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
