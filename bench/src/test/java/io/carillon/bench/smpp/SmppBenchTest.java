package io.carillon.bench.smpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The bench of SMPP alone, with its processes.
class SmppBenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  @Tag("slow")
  void aRunLosesNothingAndTellsItsFigures() {
    int exit =
        bench(
            "--binds",
            "2",
            "--windows",
            "10,50",
            "--warmup",
            "0",
            "--seconds",
            "1",
            "--repeat",
            "1",
            "--java-options",
            "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    assertThat(exit).as(progress.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("cycles/s")
        .containsPattern("(?m)^ +2 +10 +[0-9,]+ +[0-9,]+ +[0-9.]+ +[0-9.]+$")
        .containsPattern("(?m)^ +2 +50 +[0-9,]+ +[0-9,]+ +[0-9.]+ +[0-9.]+$")
        .doesNotContain("LOST");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithItsFlags() {
    assertThat(bench("--windows", "10,none")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("--windows takes whole numbers from 1 to 10000");
    assertThat(bench("--far-end", "moon")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("--far-end takes centre or smsc");
    assertThat(bench("--connections", "3")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("there is no flag --connections");
    assertThat(bench("--help")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("Usage: ./carillon bench smpp");
  }

  @Test
  void idsAreComparedWithoutKeepingThem() {
    var first = sums(1, 2, 3, 4);

    assertThat(first.matches(sums(4, 3, 2, 1))).isTrue();
    assertThat(first.matches(sums(1, 2, 3))).isFalse();
    assertThat(first.matches(sums(1, 2, 3, 3))).isFalse();
    assertThat(first.matches(sums(1, 1, 4, 4))).isFalse();
  }

  @Test
  void theMedianIsOneOfTheRuns() {
    var slow = new SmppFigures(1, 9, 9, 0);
    var middle = new SmppFigures(2, 8, 8, 0);
    var fast = new SmppFigures(3, 7, 7, 0);

    assertThat(SmppFigures.median(List.of(fast, slow, middle))).isEqualTo(middle);
    assertThat(SmppFigures.median(List.of(fast, slow))).isEqualTo(slow);
    assertThat(SmppFigures.best(List.of(slow, fast, middle))).isEqualTo(fast);
  }

  private static IdSums sums(long... ids) {
    var sums = new IdSums();
    for (long id : ids) {
      sums.add(id);
    }
    return sums;
  }

  private int bench(String... flags) {
    return SmppBench.run(
        flags, new PrintStream(out, true, UTF_8), new PrintStream(progress, true, UTF_8));
  }
}
