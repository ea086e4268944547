package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.store.WriterProcess.Fate;
import io.carillon.testkit.disk.BrittleDisk;
import io.carillon.testkit.disk.BrittleDisk.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the power away from a process in the midst of its writing: what was not synced is gone, or
/// half of it is. Looks for everything that it was told was done. `-Dsurvival.rounds=N` for more.
@Tag("slow")
final class PowerLossTest {
  private static final int ROUNDS = Integer.getInteger("survival.rounds", 2);
  private static final int TOLD_A_ROUND = 500;
  private static final int STOPPED = 3;

  @TempDir private Path beside;
  private BrittleDisk disk;
  private Path folder;
  private WriterProcess writer;

  @BeforeEach
  void plugIn() throws Exception {
    disk = BrittleDisk.in(beside);
    folder = disk.folder().resolve("made/by/the/store");
    writer = new WriterProcess(folder);
  }

  @Test
  void whatWasToldToBeDoneIsThereAfterAPowerLoss() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      writer.run(disk.environment(), List.of(), Fate.killedAfter(TOLD_A_ROUND + 37 * round));
      if (round % 2 == 0) {
        disk.losePower();
      } else {
        disk.losePower(new SplittableRandom(round));
      }

      assertThat(writer.lost()).as("after round %d", round).isEmpty();
    }
    assertThat(writer.told()).isGreaterThan(ROUNDS * TOLD_A_ROUND / 4);
  }

  /// Long enough for the log to be taken over into the file several times.
  @Test
  void theTakingOverOfTheLogLosesNothing() throws Exception {
    var log = folder.resolve("carillon.db-wal");
    var longTexts = List.of("-Dwriter.text=30000");
    for (int round = 0; round < ROUNDS / 2; round++) {
      writer.run(disk.environment(), longTexts, Fate.killedAfter(3_000 + 501 * round));
      assertThat(Files.size(log)).isGreaterThan(32 * 1_024 * 1_024);
      disk.losePower(new SplittableRandom(round));

      assertThat(writer.lost()).as("after round %d", round).isEmpty();
    }
  }

  /// Were this not so, the tests above would prove nothing.
  @Test
  void aStoreThatDoesNotSyncEachCommitIsFoundOut() throws Exception {
    var careless = List.of("-Dcarillon.test.synchronous=NORMAL");
    writer.run(disk.environment(), careless, Fate.killedAfter(TOLD_A_ROUND));
    disk.losePower();

    assertThat(writer.lost()).isNotEmpty();
  }

  /// What a failed sync did not write Linux takes for written: it is read, and not on the disk. A
  /// next process must not build on that.
  @Test
  void aSyncThatFailsStopsTheProcessAndNothingLaterIsBuiltOnWhatItLost() throws Exception {
    int code = writer.run(disk.environment(), List.of(), this::breaksSyncs);
    assertThat(code).isEqualTo(STOPPED);
    disk.end(Trouble.FAIL_SYNC);

    writer.run(disk.environmentAfterFailedSync(), List.of(), Fate.killedAfter(TOLD_A_ROUND));
    disk.losePower();

    assertThat(writer.lost()).isEmpty();
  }

  private void breaksSyncs(int lines, Process process) throws IOException {
    if (lines == TOLD_A_ROUND) {
      disk.begin(Trouble.FAIL_SYNC);
    }
  }
}
