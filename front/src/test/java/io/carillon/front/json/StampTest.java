package io.carillon.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final int MOMENTS = 20_000;

  @Test
  void writesWhatInstantWrites() {
    var random = new Random(7);
    for (int i = 0; i < MOMENTS; i++) {
      check(Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 300_000_000_000L), nanos(i)));
    }
  }

  @Test
  void leavesYearsOfMoreDigitsToInstant() {
    check(Instant.MIN);
    check(Instant.MAX);
    check(Instant.parse("0000-01-01T00:00:00Z").minusNanos(1));
    check(Instant.parse("0000-01-01T00:00:00Z"));
    check(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    check(Instant.parse("+10000-01-01T00:00:00Z"));
  }

  /// Whole seconds, milliseconds, microseconds and nanoseconds in turn.
  private static long nanos(int i) {
    var random = new Random(i);
    int nanos = random.nextInt(1_000_000_000);
    return switch (i % 4) {
      case 0 -> 0;
      case 1 -> nanos - nanos % 1_000_000;
      case 2 -> nanos - nanos % 1_000;
      default -> nanos;
    };
  }

  private static void check(Instant moment) {
    var exact = new StringBuilder();
    Stamp.exact(exact, moment);
    assertThat(exact).hasToString(moment.toString());

    var seconds = new StringBuilder();
    Stamp.seconds(seconds, moment);
    assertThat(seconds).hasToString(moment.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
