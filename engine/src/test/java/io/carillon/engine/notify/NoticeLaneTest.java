package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.engine.notify.Tellers.Kind;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeLaneTest {
  private static final Instant NOW = Samples.START;

  private final Samples samples = new Samples(1);
  private final NoticeLane lane = new NoticeLane("endpoint", Lane.Limits.USUAL, new Tellers(), NOW);
  private final Message message = samples.message();

  private static Untold untold(Message message, int sequence) {
    return new Untold(Samples.notice(message, sequence, NOW), message);
  }

  private static void owed(NoticeLane lane, Untold entry) {
    lane.owed(entry, Integer.MAX_VALUE, 0);
  }

  private static Notice failed(Untold entry, int times) {
    return entry
        .notice()
        .with(
            new Notice.Telling(
                Progress.OPEN, times, Optional.of(NOW.plusSeconds(5)), Optional.empty(), 503));
  }

  /// Takes all that may be told now, in order.
  private List<Integer> told() {
    return told(lane);
  }

  private static List<Integer> told(NoticeLane lane) {
    var sequences = new ArrayList<Integer>();
    for (var held : lane.lane().take(100)) {
      sequences.add(held.entry().notice().sequence());
      lane.lane().release(held.key());
    }
    return sequences;
  }

  @Test
  void tellsTheNextOfAMessageOnlyWhenTheOneBeforeIsSettled() {
    owed(lane, untold(message, 1));
    owed(lane, untold(message, 2));
    owed(lane, untold(message, 3));

    assertThat(told()).containsExactly(1);
    lane.freed(untold(message, 1).notice());
    assertThat(told()).containsExactly(2);
    lane.freed(untold(message, 2).notice());
    assertThat(told()).containsExactly(3);
    lane.freed(untold(message, 3).notice());
    assertThat(told()).isEmpty();
    assertThat(lane.isIdle(0)).isTrue();
  }

  @Test
  void tellsOtherMessagesMeanwhile() {
    var other = samples.message();
    owed(lane, untold(message, 1));
    owed(lane, untold(message, 2));
    owed(lane, untold(other, 1));

    assertThat(told()).containsExactly(1, 1);
  }

  @Test
  void waitsForAFailedOneAndTriesItAgainBeforeTheNext() {
    var first = untold(message, 1);
    owed(lane, first);
    owed(lane, untold(message, 2));
    told();
    var tried = new Untold(failed(first, 1), message);

    lane.failed(tried.notice());
    assertThat(told()).isEmpty();

    lane.again(tried);
    assertThat(told()).containsExactly(1);
  }

  @Test
  void doesNotTryAgainWhatAnotherTryHasOvertaken() {
    var first = untold(message, 1);
    owed(lane, first);
    told();
    lane.failed(failed(first, 1));
    lane.failed(failed(first, 2));

    lane.again(new Untold(failed(first, 1), message));

    assertThat(told()).isEmpty();
  }

  @Test
  void letsAnotherPassOnceOnlyForOneFreeing() {
    owed(lane, untold(message, 1));
    owed(lane, untold(message, 2));
    owed(lane, untold(message, 3));
    told();

    lane.freed(untold(message, 1).notice());
    lane.freed(untold(message, 1).notice());

    assertThat(told()).containsExactly(2);
  }

  @Test
  void asksTheStoreWhichIsNextForMessagesFromBeforeItsTime() {
    var young = new NoticeLane("endpoint", Lane.Limits.USUAL, new Tellers(), NOW.plusSeconds(1));

    owed(young, untold(message, 2));

    assertThat(told(young)).as("1 may be open in the store").isEmpty();
    assertThat(young.lane().wantsRefill()).isTrue();
    young.refill(List.of(untold(message, 1)), true);
    assertThat(told(young)).containsExactly(1);
  }

  @Test
  void needNotAskForTheFirstOfAMessage() {
    var young = new NoticeLane("endpoint", Lane.Limits.USUAL, new Tellers(), NOW.plusSeconds(1));

    owed(young, untold(message, 1));

    assertThat(told(young)).containsExactly(1);
  }

  @Test
  void asksTheStoreForWhatCameBehindOneThatTheStoreTold() {
    var young = new NoticeLane("endpoint", Lane.Limits.USUAL, new Tellers(), NOW.plusSeconds(1));
    young.lane().noteMore();
    young.lane().wantsRefill();
    young.refill(List.of(untold(message, 1)), true);
    told(young);
    assertThat(young.lane().wantsRefill()).isFalse();

    young.freed(untold(message, 1).notice());

    assertThat(young.lane().wantsRefill()).as("there may be a second").isTrue();
  }

  @Test
  void leavesOutOfARefillWhatIsBehindTheHeadHere() {
    owed(lane, untold(message, 1));
    told();
    lane.lane().noteMore();
    lane.lane().wantsRefill();

    lane.refill(List.of(untold(message, 2)), true);

    assertThat(told()).isEmpty();
    lane.freed(untold(message, 1).notice());
    assertThat(lane.lane().wantsRefill()).as("2 is asked for now").isTrue();
  }

  @Test
  void doesNotAskAtOnceAgainWhereAllThatTheStoreHadWaitsForWhatIsHere() {
    owed(lane, untold(message, 1));
    lane.noteMore();
    assertThat(lane.refillRows(100, 0) > 0).isTrue();

    lane.refill(List.of(untold(message, 2)), false);
    assertThat(lane.refillRows(100, 0) > 0).isFalse();
    assertThat(told()).containsExactly(1);
    lane.freed(untold(message, 1).notice());

    assertThat(lane.refillRows(100, 0) > 0).isTrue();
  }

  @Test
  void keepsTheOrderWhereSomeAreInTheStoreOnly() {
    owed(lane, untold(message, 1));
    owed(lane, untold(message, 3));

    assertThat(told()).containsExactly(1);
    lane.freed(untold(message, 1).notice());
    assertThat(told()).as("2 comes first").isEmpty();
    assertThat(lane.lane().wantsRefill()).isTrue();
    lane.refill(List.of(untold(message, 2)), true);
    assertThat(told()).containsExactly(2);
  }

  @Test
  void forgetsAQueueThatIsLeftToTheStoreAndAsksFromThenOn() {
    var first = untold(message, 1);
    owed(lane, first);
    owed(lane, untold(message, 2));
    told();

    lane.leaveToStore(failed(first, 1), message.state().times().accepted());

    assertThat(lane.isIdle(0)).isTrue();
    owed(lane, untold(message, 3));
    assertThat(told()).as("1 is open").isEmpty();
    assertThat(lane.lane().wantsRefill()).isTrue();
  }

  @Test
  void triesFailedOnesThatLetOthersPassBesideTheHead() {
    lane.lane().noteMore();
    lane.lane().wantsRefill();
    var passed = new Untold(failed(untold(message, 1), 3), message);

    lane.refill(List.of(passed, untold(message, 2)), true);

    assertThat(told()).containsExactly(1, 2);
    lane.freed(untold(message, 2).notice());
    assertThat(lane.isIdle(0) || lane.lane().hasMore()).isTrue();
  }

  @Test
  void startsAtMostSixteenTellersAndNoMoreThanThereIsToTell() {
    owed(lane, untold(message, 1));
    assertThat(lane.begin(0).isPresent()).isTrue();
    assertThat(lane.begin(0).isPresent()).as("one teller is on its way for one notice").isFalse();

    for (int i = 0; i < 30; i++) {
      owed(lane, untold(samples.message(), 1));
    }
    int started = 1;
    while (lane.begin(0).isPresent()) {
      started++;
    }
    assertThat(started).isEqualTo(Concurrency.FIRST);
  }

  @Test
  void startsATellerInTheSteadOfOneThatHasEnded() {
    owed(lane, untold(message, 1));
    lane.begin(0);
    lane.started();
    assertThat(lane.next(Kind.QUICK, true, 0)).isPresent();
    assertThat(lane.next(Kind.QUICK, true, 0)).as("nothing left: the teller ends").isEmpty();

    owed(lane, untold(samples.message(), 1));

    assertThat(lane.begin(0).isPresent()).isTrue();
  }

  @Test
  void isNotIdleWhileATellerIsAtWork() {
    owed(lane, untold(message, 1));
    lane.begin(0);
    lane.started();
    var held = lane.next(Kind.QUICK, true, 0).orElseThrow();
    lane.freed(held.entry().notice());
    lane.lane().release(held.key());

    assertThat(lane.isIdle(0)).isFalse();
    lane.stop(Kind.QUICK);
    assertThat(lane.isIdle(0)).isTrue();
  }

  @Test
  void knowsWhenItToldLast() {
    lane.judge(new Telling.Told(200), 0, Duration.ofSeconds(3).toNanos(), NOW);

    assertThat(lane.toldAt()).isEqualTo(3_000_000_000L);
  }
}
