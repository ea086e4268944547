package io.carillon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.far.Counts;
import io.carillon.bench.load.Generator;
import io.carillon.bench.load.LoadResult;
import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Request;
import io.carillon.bench.load.Strand;
import io.carillon.bench.load.Template;
import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Proof;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasuredTest {
  private static final Interval SECOND = new Interval(1_000_000, 2_000_000);
  private static final Latency TOLD = new Latency(90, 1, 2, 3, 4);

  @Test
  void timesOfMessagesTellWhatBecameOfThem() {
    var timeline =
        timeline(
            new long[] {1_000_000, 1_000_000, 1_000_000},
            new long[] {1_500_000, 1_500_000, 1_500_000},
            new long[] {1_600_000, 1_600_000, 0},
            new long[] {1_700_000, 2_500_000, 0});

    var measured = measured(3, Optional.empty(), timeline, counts(2));

    assertThat(measured.rates()).isEqualTo(new Rates(3, 2, 2, 1));
    assertThat(measured.outcome().lost()).isEqualTo(1);
    assertThat(measured.outcome().neverSubmitted()).isEqualTo(1);
    assertThat(measured.outcome().completed()).isEqualTo(2);
    assertThat(measured.outcome().drainSeconds()).isEqualTo(0.5);
    assertThat(measured.outcome().errorCount()).isEqualTo(7);
    assertThat(measured.outcome().refusedBluntly()).isEqualTo(1);
    assertThat(measured.parts()).isEmpty();
  }

  @Test
  void aGeneratorWithoutTimesIsTakenAtItsWord() {
    var timeline =
        timeline(new long[2], new long[2], new long[] {1_100_000, 0}, new long[] {1_200_000, 0});

    var measured = measured(4, Optional.of(new Generator.Told(90, TOLD)), timeline, counts(3));

    assertThat(measured.rates()).isEqualTo(new Rates(90, 1, 1, 1));
    assertThat(measured.accept()).isEqualTo(TOLD);
    assertThat(measured.complete()).isEqualTo(Latency.NONE);
    assertThat(measured.outcome().lost()).as("by the counts").isEqualTo(3);
    assertThat(measured.outcome().neverSubmitted()).isEqualTo(1);
  }

  @Test
  void moreCompletedThanAcceptedIsNoLossUnlessOneStaysBehind() {
    var told = Optional.of(new Generator.Told(90, TOLD));
    var all = timeline(new long[2], new long[2], new long[] {5, 6}, new long[] {7, 8});
    var one = timeline(new long[2], new long[2], new long[] {5, 6}, new long[] {7, 0});

    assertThat(measured(1, told, all, counts(2)).outcome().lost()).isZero();
    assertThat(measured(1, told, one, counts(2)).outcome().lost()).isEqualTo(1);
  }

  @Test
  void partsAreToldApart() {
    var timeline =
        new Timeline(
            new long[] {1_000_000, 1_000_000, 1_100_000},
            new long[] {1_001_000, 1_002_000, 1_200_000},
            new long[] {1_500_000, 1_500_000, 1_500_000},
            new long[] {1_700_000, 0, 1_700_000},
            new long[] {1_700_000, 0, 0});
    var acts = List.of(act("a", 0, 2, Proof.WEBHOOK), act("b", 2, 5, Proof.RECEIPT));
    var results = List.of(result("a", 2), result("b", 1));
    var made = new Generator.Made(new LoadResult(SECOND, results), Optional.empty());

    var measured = new Measured(acts, results, made, timeline, counts(3), false);

    assertThat(measured.parts()).extracting(Figures.Part::name).containsExactly("a", "b");
    assertThat(measured.parts()).extracting(Figures.Part::lost).containsExactly(1L, 0L);
    assertThat(measured.parts()).extracting(Figures.Part::owed).containsExactly(0L, 1L);
    assertThat(measured.parts().getLast().perSecond()).isEqualTo(new Rates(1, 1, 1, 1));
    assertThat(measured.parts().getLast().acceptMs().max()).isBetween(99.0, 101.0);
    assertThat(measured.outcome().owed()).isEqualTo(1);
    assertThat(measured.schedule().asked()).as("of both").isEqualTo(20);
  }

  @Test
  void segmentsAreCountedByTheFarEnd() {
    var timeline =
        timeline(new long[1], new long[] {1_100_000}, new long[] {1_200_000}, new long[1]);
    var counts = new Counts(4, 7, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(measured(1, Optional.empty(), timeline, counts).rates())
        .isEqualTo(new Rates(1, 1, 3.5, 0));
  }

  private static Measured measured(
      long accepted, Optional<Generator.Told> told, Timeline timeline, Counts counts) {
    var results = List.of(result("all", accepted));
    var made = new Generator.Made(new LoadResult(SECOND, results), told);
    return new Measured(
        List.of(act("all", 0, 1_000, Proof.WEBHOOK)), results, made, timeline, counts, false);
  }

  private static LoadResult.OfStrand result(String name, long accepted) {
    var kept = new LoadResult.Kept(10, 0, TOLD);
    return new LoadResult.OfStrand(name, accepted, 2, 1, Map.of("a", 3L, "b", 4L), "", kept);
  }

  private static Act act(String name, int first, int most, Proof proof) {
    var request = new Request("", Template.NUMBER, 1);
    return new Act(new Strand(name, first, most, List.of(request), Pace.closed(1)), proof, true);
  }

  private static Timeline timeline(
      long[] sent, long[] accepted, long[] submitted, long[] completed) {
    return new Timeline(sent, accepted, submitted, completed, completed);
  }

  private static Counts counts(long submitted) {
    return new Counts(4, submitted, 0, submitted, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
