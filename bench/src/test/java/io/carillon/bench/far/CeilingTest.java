package io.carillon.bench.far;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CeilingTest {
  @Test
  void withoutACeilingEverythingIsTaken() {
    var ceiling = new Ceiling(0);

    for (var i = 0; i < 1_000; i++) {
      assertThat(ceiling.takes(5)).isTrue();
    }
  }

  @Test
  void overSecondsNoMoreIsTakenThanTheRateAndATenthOfIt() {
    var ceiling = new Ceiling(100);
    var taken = 0;

    for (var now = 1_000_000L; now <= 4_000_000; now += 1_000) {
      taken += ceiling.takes(now) ? 1 : 0;
    }

    assertThat(taken).isBetween(300, 310);
  }

  @Test
  void restingGivesNoMoreThanATenthOfASecond() {
    var ceiling = new Ceiling(100);
    var taken = 0;

    for (var i = 0; i < 100; i++) {
      taken += ceiling.takes(60_000_000) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(10);
  }
}
