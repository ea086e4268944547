package io.carillon.bench.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class MicrosTest {
  @Test
  void itIsTheTimeOfTheWallClock() {
    var before = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    var now = Micros.now();
    var after = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    assertThat(now).isBetween(before - 1_000, after + 1_000);
  }

  @Test
  void itNeverGoesBack() {
    var last = Micros.now();
    for (var i = 0; i < 100_000; i++) {
      var now = Micros.now();
      assertThat(now >= last).isTrue();
      last = now;
    }
  }
}
