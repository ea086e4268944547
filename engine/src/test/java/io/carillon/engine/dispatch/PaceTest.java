package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private static final long START = -5_000_000_000L;
  private long now = START;

  private Pace pace(int rate) {
    return new Pace(rate, Throttling.USUAL, START);
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  /// Takes all that may go for so long, looking ten times a second.
  private int take(Pace pace, int seconds) {
    int taken = 0;
    for (int i = 0; i < seconds * 10; i++) {
      int room = Math.min(pace.room(now), 10_000);
      pace.took(room, now);
      taken += room;
      pass(100);
    }
    return taken;
  }

  @Test
  void letsEverythingGoWhereNoRateIsSet() {
    var pace = pace(0);

    assertThat(pace.room(now)).isEqualTo(Integer.MAX_VALUE);
    assertThat(pace.untilNext(now)).isZero();
    assertThat(pace.limit()).isZero();
  }

  @Test
  void letsAsManyGoAsTheRateSays() {
    var pace = pace(50);

    assertThat(take(pace, 10)).isBetween(490, 505);
  }

  @Test
  void letsATenthOfASecondsPartsGoAtOnceAndThenSaysWhenTheNextMay() {
    var pace = pace(50);

    assertThat(pace.room(now)).isEqualTo(5);
    pace.took(5, now);
    assertThat(pace.room(now)).isZero();
    assertThat(pace.untilNext(now)).isEqualTo(Duration.ofMillis(20));
    pass(20);
    assertThat(pace.room(now)).isEqualTo(1);
    pass(60_000);
    assertThat(pace.room(now)).as("an idle minute saves up nothing").isEqualTo(5);
  }

  @Test
  void stopsWhenTheFarEndSaysItIsTooMuchAndThenGoesSlower() {
    var pace = pace(100);

    pace.throttled(now);
    assertThat(pace.room(now)).isZero();
    assertThat(pace.untilNext(now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.limit()).isEqualTo(85);
    assertThat(pace.isSlowed(now)).isTrue();

    pass(1_000);
    assertThat(take(pace, 1)).isBetween(70, 90);
  }

  @Test
  void takesComplaintsOfOneMomentAsOne() {
    var pace = pace(100);

    for (int i = 0; i < 50; i++) {
      pace.throttled(now);
    }

    assertThat(pace.limit()).isEqualTo(85);
    assertThat(pace.untilNext(now)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void pausesTwiceAsLongEachTimeUntilSomethingIsTaken() {
    var pace = pace(100);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      pace.throttled(now);
      assertThat(pace.untilNext(now)).isEqualTo(Duration.ofSeconds(seconds));
      pass(seconds * 1_000L);
    }

    pace.taken(now);
    pace.throttled(now);

    assertThat(pace.untilNext(now)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void comesBackToTheConfiguredRateByAndBy() {
    var pace = pace(100);
    pace.throttled(now);
    pass(1_000);

    take(pace, 2);
    assertThat(pace.limit()).isBetween(90L, 99L);
    take(pace, 7);
    assertThat(pace.limit()).isEqualTo(100);
    assertThat(pace.isSlowed(now)).isFalse();
  }

  @Test
  void learnsTheRateOfAFarEndThatNobodyConfiguredAndForgetsItWhenAllIsWell() {
    var pace = pace(0);
    for (int i = 0; i < 20; i++) {
      pace.took(10, now);
      pass(100);
    }

    pace.throttled(now);
    assertThat(pace.limit()).isBetween(80L, 90L);

    pass(1_000);
    take(pace, 60);
    assertThat(pace.limit()).as("free again").isZero();
  }

  /// A far end that takes so many a second, a tenth of them at once, and complains of one more.
  private int takenBy(Pace pace, int limit, int seconds) {
    double tokens = limit / 10.0;
    int taken = 0;
    for (int i = 0; i < seconds * 50; i++) {
      int room = Math.min(pace.room(now), 200);
      pace.took(room, now);
      for (int n = 0; n < room; n++) {
        if (tokens >= 1) {
          tokens--;
          taken++;
          pace.taken(now);
        } else {
          pace.throttled(now);
        }
      }
      pass(20);
      tokens = Math.min(limit / 10.0, tokens + limit / 50.0);
    }
    return taken;
  }

  @ParameterizedTest
  @CsvSource({"500, 20", "0, 20", "0, 2000", "1000, 300", "100, 90", "50, 12"})
  void findsTheRateThatTheFarEndTakes(int configured, int limit) {
    var pace = pace(configured);

    assertThat(takenBy(pace, limit, 60)).isGreaterThan(60 * limit * 3 / 4);
  }

  @Test
  void remembersWhatWasBorneOverAnIdleMinute() {
    var pace = pace(500);
    takenBy(pace, 20, 60);
    pass(60_000);

    assertThat(takenBy(pace, 20, 10)).isGreaterThan(10 * 20 / 2);
  }

  @Test
  void leavesALimitBehindThatHasGone() {
    var pace = pace(500);
    takenBy(pace, 20, 30);

    takenBy(pace, 5_000, 60);

    assertThat(pace.limit()).isEqualTo(500);
  }

  @Test
  void isSoonFreeAgainAfterOneComplaintAtTheBeginningOfABurst() {
    var pace = pace(0);
    pass(5_000);
    pace.took(40, now);
    for (int i = 0; i < 39; i++) {
      pace.taken(now);
    }
    pace.throttled(now);
    pass(1_000);
    assertThat(pace.limit()).isBetween(1L, 400L);

    takenBy(pace, 100_000, 10);

    assertThat(pace.limit()).as("free").isZero();
  }

  @Test
  void takesOtherSettingsOver() {
    var pace = pace(100);
    pace.throttled(now);

    pace.adopt(20, Throttling.USUAL);
    assertThat(pace.limit()).isEqualTo(20);
    pace.adopt(0, Throttling.USUAL);
    assertThat(pace.limit()).isZero();
  }
}
