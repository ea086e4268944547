package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store keeps what accounts are owed to be told.
public interface AccountEventsContract {
  /// An account beside that of the samples.
  AccountId OTHER = new AccountId(new Id(7, 7));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static AccountEvent event(int number, AccountId account, Instant due) {
    var what = new What.BalanceLow(new Money(-1_500_000, "EUR"), new Money(25_000_000, "EUR"));
    return AccountEvent.of(
        new Id(number, 1), account, START.plusSeconds(number), what, Notice.Telling.owedAt(due));
  }

  private static Notice.Telling told(Instant at) {
    return new Notice.Telling(Notice.Progress.TOLD, 2, Optional.empty(), Optional.of(at), 204);
  }

  @Test
  default void oneOfAKindStandsAtATime() throws Exception {
    var events = ports().books().events();
    var first = event(1, ACCOUNT, START);

    assertThat(events.standing(ACCOUNT, Kind.BALANCE_LOW)).isEmpty();
    assertThat(events.raise(first)).isTrue();
    assertThat(events.raise(event(2, ACCOUNT, START))).isFalse();
    assertThat(events.raise(event(3, OTHER, START))).isTrue();
    assertThat(events.standing(ACCOUNT, Kind.BALANCE_LOW)).contains(first);

    assertThat(events.end(ACCOUNT, Kind.BALANCE_LOW, START.plusSeconds(9))).isTrue();
    assertThat(events.end(ACCOUNT, Kind.BALANCE_LOW, START.plusSeconds(10))).isFalse();
    assertThat(events.standing(ACCOUNT, Kind.BALANCE_LOW)).isEmpty();
    assertThat(events.standing(OTHER, Kind.BALANCE_LOW)).isPresent();
    assertThat(events.raise(event(4, ACCOUNT, START))).isTrue();
    assertThat(events.page(ACCOUNT, Optional.empty(), 10))
        .containsExactly(event(4, ACCOUNT, START), first.overAt(START.plusSeconds(9)));
    assertThat(events.page(ACCOUNT, Optional.of(new Id(4, 1)), 10))
        .containsExactly(first.overAt(START.plusSeconds(9)));
    assertThat(events.page(ACCOUNT, Optional.empty(), 1)).hasSize(1);
  }

  @Test
  default void theFeedTellsEachOnce() throws Exception {
    var events = ports().books().events();
    events.raise(event(1, ACCOUNT, START));
    events.raise(event(2, ACCOUNT, START));

    assertThat(ports().books().feed().after(ACCOUNT, 0, 10))
        .singleElement()
        .satisfies(kept -> assertThat(kept.event()).isEqualTo(Event.of(event(1, ACCOUNT, START))));
    events.end(ACCOUNT, Kind.BALANCE_LOW, START.plusSeconds(9));
    events.raise(event(3, ACCOUNT, START));
    assertThat(ports().books().feed().after(ACCOUNT, 0, 10)).hasSize(2);
  }

  @Test
  default void whatIsOwedIsDueUntilItWasTold() throws Exception {
    var events = ports().books().events();
    var late = event(1, ACCOUNT, START.plusSeconds(60));
    var soon = event(2, OTHER, START.plusSeconds(5));
    events.raise(late);
    events.raise(soon);
    var beyond = START.plusSeconds(3_600);

    assertThat(events.due(START, beyond, 10)).isEmpty();
    assertThat(events.due(START.plusSeconds(60), beyond, 10)).containsExactly(soon, late);
    assertThat(events.due(START.plusSeconds(60), beyond, 1)).containsExactly(soon);
    assertThat(events.due(START, START.plusSeconds(30), 10)).containsExactly(late);

    events.told(soon.id(), told(START.plusSeconds(6)));
    assertThat(events.due(START.plusSeconds(60), beyond, 10)).containsExactly(late);
    assertThat(events.standing(OTHER, Kind.BALANCE_LOW))
        .contains(soon.with(told(START.plusSeconds(6))));
  }
}
