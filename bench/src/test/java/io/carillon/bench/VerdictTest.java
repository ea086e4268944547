package io.carillon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.load.LoadResult;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.query.QueryFigures;
import io.carillon.bench.report.Figures;
import io.carillon.bench.report.Ran;
import io.carillon.bench.report.Rates;
import io.carillon.bench.rig.GcLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void nothingLostAndTheRateHeldIsGood() {
    assertThat(verdict(true, figures(10, 0, new LoadResult.Kept(1_000, 10, Latency.NONE))))
        .isTrue();
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void aLossOrNothingAtAllIsNot() {
    assertThat(verdict(false, figures(10, 2, LoadResult.Kept.NONE))).isFalse();
    assertThat(verdict(false, figures(0, 0, LoadResult.Kept.NONE))).isFalse();
    assertThat(out.toString(UTF_8))
        .contains("LOST: 2 accepted messages were never completed")
        .contains("FAILED: no message was accepted");
  }

  @Test
  void aLoadThatFellBehindSaysHowFar() {
    var behind = new LoadResult.Kept(10_000, 4_000, new Latency(6_000, 100, 400, 800, 1_234));

    assertThat(verdict(true, figures(10, 0, behind))).isFalse();
    assertThat(verdict(false, figures(10, 0, behind))).as("a rate of the scenario's").isTrue();
    assertThat(out.toString(UTF_8))
        .contains("was to send 1,000 messages a second and sent 600; it was up to 1,234 ms behind");
  }

  private boolean verdict(boolean wantsRates, Figures figures) {
    var ran = List.of(new Ran<>("single", List.of(figures)));
    return new Verdict(new PrintStream(out, true, UTF_8), wantsRates).on(ran);
  }

  private static Figures figures(long accepted, long lost, LoadResult.Kept kept) {
    return new Figures(
        10,
        new Rates(1, 1, 1, 1),
        0,
        Latency.NONE,
        Latency.NONE,
        Latency.NONE,
        kept,
        new Figures.Cpu(0, 0, 0, 0, Map.of()),
        new Figures.Memory(0, 0, 0, 0),
        new GcLog.Pauses(0, 0, 0),
        new Figures.DiskUse(0, 0, 0),
        Figures.Syncs.NONE,
        new Figures.StartTimes(0, 0),
        new Figures.Outcome(accepted, 0, 0, 0, Map.of(), "", lost, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        QueryFigures.NONE);
  }
}
