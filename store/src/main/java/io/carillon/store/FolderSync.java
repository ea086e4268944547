package io.carillon.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Puts names on the disk: a file that is synced is lost all the same where a power loss takes its
/// name from the folder, or the folder's from the one above.
final class FolderSync {
  private static final boolean POSSIBLE = !System.getProperty("os.name").startsWith("Windows");

  private FolderSync() {}

  /// The names in this folder are on the disk when it returns.
  static void names(Path folder) throws IOException {
    if (POSSIBLE) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// The way to this folder is on the disk when it returns, as far up as we may look.
  static void way(Path folder) throws IOException {
    for (var above = folder.toRealPath().getParent(); above != null; above = above.getParent()) {
      if (Files.isReadable(above)) {
        names(above);
      }
    }
  }
}
