package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasuredTest {
  private static final Interval SECOND = new Interval(1_000_000, 2_000_000);
  private static final Latency TOLD = new Latency(90, 1, 2, 3, 4);

  @Test
  void timesOfMessagesTellWhatBecameOfThem() {
    var timeline =
        new Timeline(
            new long[] {1_000_000, 1_000_000, 1_000_000},
            new long[] {1_500_000, 1_500_000, 1_500_000},
            new long[] {1_600_000, 1_600_000, 0},
            new long[] {1_700_000, 2_500_000, 0});

    var measured = measured(3, Optional.empty(), timeline, counts(2, 2));

    assertThat(measured.rates()).isEqualTo(new Rates(3, 2, 1));
    assertThat(measured.outcome().lost()).isEqualTo(1);
    assertThat(measured.outcome().neverSubmitted()).isEqualTo(1);
    assertThat(measured.outcome().completed()).isEqualTo(2);
    assertThat(measured.outcome().drainSeconds()).isEqualTo(0.5);
    assertThat(measured.outcome().errorCount()).isEqualTo(7);
  }

  @Test
  void aGeneratorWithoutTimesIsTakenAtItsWord() {
    var timeline =
        new Timeline(
            new long[2], new long[2], new long[] {1_100_000, 0}, new long[] {1_200_000, 0});

    var measured = measured(4, Optional.of(new Generator.Told(90, TOLD)), timeline, counts(3, 1));

    assertThat(measured.rates()).isEqualTo(new Rates(90, 1, 1));
    assertThat(measured.accept()).isEqualTo(TOLD);
    assertThat(measured.complete()).isEqualTo(Latency.NONE);
    assertThat(measured.outcome().lost()).as("by the counts").isEqualTo(3);
    assertThat(measured.outcome().neverSubmitted()).isEqualTo(1);
  }

  @Test
  void moreCompletedThanAcceptedIsNoLoss() {
    var timeline = new Timeline(new long[0], new long[0], new long[0], new long[0]);

    var measured = measured(4, Optional.of(new Generator.Told(90, TOLD)), timeline, counts(5, 5));

    assertThat(measured.outcome().lost()).isZero();
  }

  private static Measured measured(
      long accepted, Optional<Generator.Told> told, Timeline timeline, Counts counts) {
    var result = new LoadResult(SECOND, accepted, 2, Map.of("a", 3L, "b", 4L), "");
    return new Measured(new Generator.Made(result, told), timeline, counts, false);
  }

  private static Counts counts(long submitted, long delivered) {
    return new Counts(4, submitted, submitted, 0, 0, 0, 0, delivered, delivered, 0, 0, 0, 0);
  }
}
