package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.store.WriterProcess.Fate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process in the midst of its writing, again and again in the same folder, and looks for
/// everything that it was told was done.
@Tag("slow")
final class CrashTest {
  private static final int ROUNDS = 3;
  private static final int TOLD_A_ROUND = 300;

  @TempDir private Path folder;

  @Test
  void whatWasToldToBeDoneIsThereAfterAKill() throws Exception {
    var writer = new WriterProcess(folder);
    for (int round = 0; round < ROUNDS; round++) {
      writer.run(Map.of(), List.of(), Fate.killedAfter(TOLD_A_ROUND));

      assertThat(writer.lost()).isEmpty();
    }
    assertThat(writer.told()).isGreaterThan(ROUNDS * TOLD_A_ROUND / 4);
  }
}
