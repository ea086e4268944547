package io.carillon.bench.sync;

import io.carillon.bench.rig.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The library that makes each sync of a process slower, and its count.
public final class SlowSync {
  private static final String SOURCE = "slowsync.c";
  private static final long LIMIT_SECONDS = 60;

  private final Path library;
  private final Path count;
  private final Duration delay;

  private SlowSync(Path library, Path count, Duration delay) {
    this.library = library;
    this.count = count;
    this.delay = delay;
  }

  /// Throws where there is no C compiler, and says how to get one.
  public static Path require() throws IOException {
    return Programs.require("cc", "A C compiler", "gcc libc6-dev");
  }

  /// Builds the library in a folder; takes a moment.
  ///
  /// @param delay that each sync takes beyond the disk's own time
  public static SlowSync build(Path folder, Duration delay)
      throws IOException, InterruptedException {
    var source = folder.resolve(SOURCE);
    try (var in = SlowSync.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IOException("no resource " + SOURCE);
      }
      Files.write(source, in.readAllBytes());
    }
    var library = folder.resolve("slowsync.so");
    var compile =
        List.of(
            require().toString(),
            "-O2",
            "-shared",
            "-fPIC",
            "-o",
            library.toString(),
            source.toString(),
            "-ldl");
    var process = new ProcessBuilder(compile).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.isAlive() || process.exitValue() != 0) {
      throw new IOException("the C compiler failed: " + said.strip());
    }
    var count = Files.write(folder.resolve("syncs"), new byte[Long.BYTES]);
    return new SlowSync(library, count, delay);
  }

  /// The variables that put it before a process.
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "SLOW_SYNC_COUNT", count.toString(),
        "SLOW_SYNC_MICROS", Long.toString(delay.toNanos() / 1_000));
  }

  /// Lets processes of other users use it.
  public void share() throws IOException {
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(count, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  /// How many syncs there were so far.
  public long count() throws IOException {
    var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    try (var channel = FileChannel.open(count, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // All 8 are there, in one or several reads.
      }
    }
    return bytes.getLong(0);
  }
}
