package io.carillon.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carillon.bench.mark.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GcLogTest {
  @TempDir private Path folder;

  @Test
  void pausesOfTheIntervalAreAddedUp() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("gc.log"),
            """
            [900ms] Using Parallel
            [999ms] GC(0) Pause Young (Allocation Failure) 61M->9M(245M) 100.000ms
            [1000ms] GC(1) Pause Young (Allocation Failure) 61M->9M(245M) 4.250ms
            [1200ms] GC(2) Concurrent Mark Cycle 7.100ms
            [1500ms] GC(3) Pause Remark 61M->9M(245M) 0.750ms
            [2000ms] GC(4) Pause Full (Ergonomics) 61M->9M(245M) 100.000ms
            """);

    var pauses = GcLog.pauses(file, new Interval(1_000_000, 2_000_000));

    assertThat(pauses.count()).isEqualTo(2);
    assertThat(pauses.totalMs()).isCloseTo(5.0, within(1e-9));
    assertThat(pauses.longestMs()).isEqualTo(4.25);
  }

  @Test
  void noLogIsNoPause() throws IOException {
    assertThat(GcLog.pauses(folder.resolve("none"), new Interval(0, 1)).count()).isZero();
  }
}
