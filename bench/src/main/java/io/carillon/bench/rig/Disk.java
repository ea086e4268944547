package io.carillon.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;

/// The disk under the data folder.
public final class Disk {
  private static final int SYNCS = 100;
  private static final long SYNCS_LIMIT = 1_000_000;

  private Disk() {}

  /// Bytes of all files in a folder. Files that go away meanwhile do not count.
  public static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(Disk::sizeOf).sum();
    } catch (UncheckedIOException gone) {
      if (gone.getCause() instanceof NoSuchFileException) {
        return size(folder);
      }
      throw gone.getCause();
    }
  }

  /// The median time of a synced write of 4 KiB, in microseconds: without it no figure of a durable
  /// server means anything. Takes a second at most.
  public static double syncMicros(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "sync", ".probe");
    var times = new long[SYNCS];
    var count = 0;
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var start = System.nanoTime();
      while (count < SYNCS && System.nanoTime() - start < SYNCS_LIMIT * 1_000) {
        var before = System.nanoTime();
        channel.write(ByteBuffer.allocate(4_096));
        channel.force(false);
        times[count++] = System.nanoTime() - before;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(times, 0, count);
    return times[count / 2] / 1e3;
  }

  /// What kind of file system it is, e.g. `ext4`; on `tmpfs` syncing costs nothing.
  public static String kind(Path folder) throws IOException {
    return Files.getFileStore(folder).type();
  }

  /// Copies a folder with all that is in it.
  public static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /// Deletes a folder that we made, with all that is in it.
  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
