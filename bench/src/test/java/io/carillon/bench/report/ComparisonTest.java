package io.carillon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.load.LoadResult;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.query.QueryFigures;
import io.carillon.bench.rig.GcLog;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Ran<Figures> OURS = ran("Carillon", 20_000, 21_000, 19_000);
  private static final Ran<Figures> SLOWER = ran("Kannel, c4", 6_000, 7_000, 6_500);
  private static final Ran<Figures> FASTER = ran("Kannel, c8", 7_000, 8_000, 9_000);

  @Test
  void mediansAreDividedByTheBestOfTheOthers() {
    var comparison = new Comparison(OURS, List.of(SLOWER, FASTER), "");

    assertThat(comparison.ratios()).containsEntry("completedPerSecond", 2.5);
    assertThat(comparison.text())
        .contains("completed / s, Carillon: 20,000, 21,000, 19,000")
        .contains("completed / s, Kannel, c4: 6,000, 7,000, 6,500")
        .contains("completed / s: Carillon is 2.50 times Kannel, c8");
  }

  @Test
  void whatMayNotBeComparedHasNoRatio() {
    var comparison = new Comparison(OURS, List.of(SLOWER), "it has a cold");

    assertThat(comparison.text()).contains("not comparable: it has a cold").doesNotContain("times");
  }

  private static Ran<Figures> ran(String name, double... completed) {
    return new Ran<>(name, DoubleStream.of(completed).mapToObj(ComparisonTest::figures).toList());
  }

  private static Figures figures(double completed) {
    return new Figures(
        10,
        new Rates(completed, completed, completed, completed),
        0,
        Latency.NONE,
        Latency.NONE,
        Latency.NONE,
        LoadResult.Kept.NONE,
        new Figures.Cpu(100, 0, 0, 50, Map.of()),
        new Figures.Memory(0, 0, 0, 0),
        GcLog.Pauses.NONE,
        new Figures.DiskUse(0, 0, 0),
        Figures.Syncs.NONE,
        new Figures.StartTimes(0, 0),
        new Figures.Outcome(1, 1, 0, 0, Map.of(), "", 0, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        QueryFigures.NONE);
  }
}
