package io.carillon.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTest {
  @TempDir private Path folder;

  @Test
  void allFilesOfAFolderCount() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    Files.writeString(folder.resolve("a"), "12345");
    Files.writeString(folder.resolve("deep/b"), "123");

    assertThat(Disk.size(folder)).isEqualTo(8);
  }

  @Test
  void aFolderIsDeletedWithAllInIt() throws IOException {
    var made = Files.createDirectory(folder.resolve("made"));
    Files.createDirectory(made.resolve("deep"));
    Files.writeString(made.resolve("deep/b"), "123");

    Disk.delete(made);

    assertThat(made).doesNotExist();
    assertThat(folder).exists();
  }

  @Test
  void syncingTakesTimeAndLeavesNothing() throws IOException {
    assertThat(Disk.syncMicros(folder)).isPositive();

    assertThat(folder).isEmptyDirectory();
  }
}
