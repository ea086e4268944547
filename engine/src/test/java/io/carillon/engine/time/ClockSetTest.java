package io.carillon.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Fault;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.model.port.Herald.Telling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The wall clock is set by hours or years while messages and notices wait.
class ClockSetTest {
  private static final Outcome BUSY = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14");
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");
  private static final Telling FAILED = new Telling.NotNow(503, "HTTP 503", Optional.empty());

  private Rig rig = new Rig();

  private void set(Duration by) {
    rig.clock.jumpTo(rig.clock.now().plus(by));
  }

  private void sweepFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      rig.sweepFor(1);
      rig.notify.sweep();
      rig.tasks.settle();
    }
  }

  private static List<Progress> progress(List<Notice> notices) {
    return notices.stream().map(notice -> notice.telling().progress()).toList();
  }

  @Test
  void aNextTryDoesNotWaitForTheHoursThatTheClockWentBack() {
    var message = rig.added();
    rig.answer(rig.open(), BUSY);
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.RETRY);

    set(Duration.ofHours(-6));
    rig = rig.restarted();
    sweepFor(60);

    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void aDoubtIsSettledAfterItsPauseThoughTheClockWentBackByYears() {
    rig.added();
    rig.answer(rig.open(), UNKNOWN);

    set(Duration.ofDays(-1_000));
    sweepFor(30);

    assertThat(rig.carrier.sent()).hasSize(2);
  }

  @Test
  void aDoubtKeepsItsPauseThoughTheClockWentAhead() {
    rig.added();
    rig.answer(rig.open(), UNKNOWN);

    set(Duration.ofHours(5));
    sweepFor(8);
    assertThat(rig.carrier.sent()).as("its receipt may still come").hasSize(1);
    sweepFor(4);

    assertThat(rig.carrier.sent()).hasSize(2);
  }

  @Test
  void whatWasDatedWhileTheClockStoodAheadForAMomentIsFoundAllTheSame() {
    var message = rig.added();
    sweepFor(1);
    set(Duration.ofDays(30));
    rig.answer(rig.open(), BUSY);
    set(Duration.ofDays(-30));
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.RETRY);
    rig = rig.restarted();
    rig.tasks.settle();
    sweepFor(60);

    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void aNoticeIsTriedAgainSoonThoughTheClockWentBack() {
    rig.herald.endpoint(_ -> FAILED);
    var message = rig.told(Status.SENDING);
    rig.add(message);
    for (int i = 0; i < 5; i++) {
      sweepFor(60);
    }

    set(Duration.ofDays(-3));
    rig.herald.endpoint(_ -> new Telling.Told(200));
    sweepFor(120);

    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD);
  }

  @Test
  void aNoticeIsNotGivenUpBecauseTheClockWentAhead() {
    rig.herald.endpoint(_ -> FAILED);
    var message = rig.told(Status.SENDING);
    rig.add(message);

    set(Duration.ofDays(30));
    sweepFor(120);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.OPEN);
    rig.herald.endpoint(_ -> new Telling.Told(200));
    sweepFor(600);

    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD);
  }

  @Test
  void theWatchTellsOnlyHowFarTheWallClockLeftTheTicks() {
    var watch = new ClockWatch(rig.clock);

    rig.clock.advance(Duration.ofMinutes(3));
    assertThat(watch.moved()).isZero();
    set(Duration.ofHours(-2));
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(watch.moved()).isEqualTo(Duration.ofHours(-2));
    assertThat(watch.moved()).isZero();
  }

  @Test
  void nothingIsCalledOldForAWeekAfterTheClockWentAhead() {
    var calendar = new Calendar(rig.clock);
    calendar.look();
    assertThat(calendar.isTrusted()).as("it begins").isFalse();
    rig.clock.advance(Duration.ofHours(1));
    calendar.look();
    assertThat(calendar.isTrusted()).isTrue();

    set(Duration.ofHours(-5));
    calendar.look();
    assertThat(calendar.isTrusted()).isTrue();
    set(Duration.ofHours(5));
    calendar.look();
    assertThat(calendar.isTrusted()).isFalse();
    rig.clock.advance(Duration.ofDays(7));
    calendar.look();
    assertThat(calendar.isTrusted()).isTrue();
  }
}
