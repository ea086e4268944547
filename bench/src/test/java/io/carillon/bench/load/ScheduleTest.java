package io.carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScheduleTest {
  @Test
  void requestsAreDueEvenlyWhateverBecameOfThoseBefore() {
    var schedule = new Schedule(1_000_000, 4);

    assertThat(schedule.next()).isEqualTo(1_000_000);
    schedule.advance();
    assertThat(schedule.next()).isEqualTo(1_250_000);
    schedule.advance();
    assertThat(schedule.next()).isEqualTo(1_500_000);
  }

  @Test
  void oddRatesDoNotDrift() {
    var schedule = new Schedule(0, 7);
    for (var i = 0; i < 70_000; i++) {
      schedule.advance();
    }

    assertThat(schedule.next()).isEqualTo(10_000_000_000L);
  }

  @Test
  void whatIsDueAndWasNotSentIsKnown() {
    var schedule = new Schedule(1_000_000, 10);
    schedule.advance();
    schedule.advance();

    assertThat(schedule.due(1_000_000)).isZero();
    assertThat(schedule.due(1_000_001)).isEqualTo(1);
    assertThat(schedule.due(2_000_000)).isEqualTo(10);
    assertThat(schedule.unsent(2_000_000)).isEqualTo(8);
    assertThat(schedule.unsent(1_100_000)).isZero();
  }
}
