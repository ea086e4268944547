package io.carillon.app;

import io.carillon.app.Child.Machine;
import io.carillon.testkit.disk.BrittleDisk;
import io.carillon.testkit.disk.BrittleDisk.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A disk of a test's own that can be filled: a real one of 64 MiB in memory where the test may
/// mount it (as root), else one that plays full.
interface Disk extends AutoCloseable {
  /// Of nothing else than what the test puts there.
  Path folder();

  /// What a server is started with that works on it.
  Machine machine();

  /// From now on there is room for nothing.
  void fill() throws IOException;

  /// There is room again.
  void free() throws IOException;

  @Override
  void close() throws IOException;

  /// Beside which other things of the test may stand.
  static Disk in(Path beside) throws IOException, InterruptedException {
    var folder = Files.createDirectories(beside.resolve("mounted"));
    var options = "size=64m,mode=0700";
    return ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
        ? new Mounted(folder)
        : new Played(BrittleDisk.in(beside));
  }

  private static boolean ran(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      out.readAllBytes();
      return process.waitFor() == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// A real one.
  record Mounted(Path folder) implements Disk {
    @Override
    public Machine machine() {
      return Machine.USUAL;
    }

    @Override
    public void fill() throws IOException {
      var filler = folder.resolve("filler");
      try (var channel =
          FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        for (int size = 1 << 20; size > 0; ) {
          try {
            channel.write(ByteBuffer.allocate(size));
          } catch (IOException _) {
            size /= 2;
          }
        }
      }
    }

    @Override
    public void free() throws IOException {
      Files.delete(folder.resolve("filler"));
    }

    /// Mounts it again so that nothing can be changed.
    boolean protect() throws IOException {
      return ran("mount", "-o", "remount,ro", folder.toString());
    }

    @Override
    public void close() throws IOException {
      ran("umount", "-l", folder.toString());
    }
  }

  /// One that plays.
  record Played(BrittleDisk brittle) implements Disk {
    @Override
    public Path folder() {
      return brittle.folder();
    }

    @Override
    public Machine machine() {
      return Machine.with(brittle);
    }

    @Override
    public void fill() throws IOException {
      brittle.begin(Trouble.FULL);
    }

    @Override
    public void free() throws IOException {
      brittle.end(Trouble.FULL);
    }

    @Override
    public void close() {}
  }
}
