package io.carillon.bench.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTest {
  @TempDir private Path data;

  @Test
  void theLogCountsOnlyWhileTheServerRuns() throws Exception {
    Files.writeString(data.resolve("carillon.db"), "12345");
    Files.writeString(data.resolve("carillon.db-wal"), "123");
    Files.writeString(data.resolve("carillon.db-shm"), "1");

    var folder = new Folder(data);

    assertThat(folder.size()).isEqualTo(9);
    assertThat(folder.sizeAtRest()).isEqualTo(5);
    assertThat(new Folder(data.resolve("missing")).sizeAtRest()).isZero();
  }
}
