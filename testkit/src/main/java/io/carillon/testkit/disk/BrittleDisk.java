package io.carillon.testkit.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;

/// What stands under the files of one folder, for a process that is started with [#environment]: it
/// knows what of them a power loss would leave, and fails when it is told to.
///
/// A library in C does it, preloaded into the process: `brittle.c` says how, and what it takes a
/// disk to be. Only for Linux with a C compiler (`cc`): elsewhere the test that asks for it is
/// skipped, and says why.
public final class BrittleDisk {
  private static final int SECTOR = 512;

  private final Path folder;
  private final Path images;
  private final Path library;

  private BrittleDisk(Path folder, Path images, Path library) {
    this.folder = folder;
    this.images = images;
    this.library = library;
  }

  /// What can be wrong with it, from a moment on.
  public enum Trouble {
    /// A sync fails with EIO, and what was to be synced is never written.
    FAIL_SYNC,
    /// Nothing can grow: ENOSPC.
    FULL,
    /// Nothing can be changed: EROFS.
    READ_ONLY;

    private String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A disk for all below `beside/disk`, which is made; what it needs itself stands beside it.
  public static BrittleDisk in(Path beside) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "power loss is played on Linux only");
    var library = beside.resolve("brittle.so");
    Assumptions.assumeTrue(
        Files.exists(library) || builds(library),
        "power loss is not played: there is no C compiler (cc) that builds the disk");
    return new BrittleDisk(
        Files.createDirectories(beside.resolve("disk")).toRealPath(),
        Files.createDirectories(beside.resolve("images")).toRealPath(),
        library);
  }

  private static boolean builds(Path library) throws IOException, InterruptedException {
    var source = library.resolveSibling("brittle.c");
    try (var text = BrittleDisk.class.getResourceAsStream("brittle.c")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    var command =
        new ProcessBuilder(
            "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
    try {
      var compiler = command.inheritIO().start();
      return compiler.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// The folder whose files stand on this disk.
  public Path folder() {
    return folder;
  }

  /// With what a process is started that finds everything in the folder to be on the disk.
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "BRITTLE_FOLDER",
        folder.toString(),
        "BRITTLE_IMAGES",
        images.toString());
  }

  /// With what a process is started after one that ended on a sync that failed: it sees the files
  /// as that one left them, and what was not synced of them will never be on the disk, unless it is
  /// written again.
  public Map<String, String> environmentAfterFailedSync() {
    var all = new HashMap<>(environment());
    all.put("BRITTLE_GOES_ON", "yes");
    return all;
  }

  /// It fails from now on.
  public void begin(Trouble trouble) throws IOException {
    Files.createFile(images.resolve(trouble.file()));
  }

  /// It is well again.
  public void end(Trouble trouble) throws IOException {
    Files.delete(images.resolve(trouble.file()));
  }

  /// The power goes: no process works on the folder any more, and only what was synced is in it.
  public void losePower() throws IOException {
    losePower(Optional.empty());
  }

  /// The power goes; of what was not synced each sector is on the disk or not, by lot.
  public void losePower(RandomGenerator lot) throws IOException {
    losePower(Optional.of(lot));
  }

  private void losePower(Optional<RandomGenerator> lot) throws IOException {
    var left = folder.resolveSibling("left");
    Files.createDirectory(left);
    restore(0, folder, left, new Lot(lot, inodes()));
    drop(folder);
    Files.move(left, folder);
    drop(images);
    Files.createDirectory(images);
  }

  /// The inode of each file that is known.
  private Map<Integer, Long> inodes() throws IOException {
    var inodes = new HashMap<Integer, Long>();
    for (var line : Files.readAllLines(images.resolve("nodes"))) {
      var words = line.split(" ", -1);
      if (words.length == 3) {
        inodes.put(Integer.valueOf(words[0]), Long.valueOf(words[2]));
      }
    }
    return inodes;
  }

  private void restore(int serial, Path from, Path to, Lot lot) throws IOException {
    var list = images.resolve("d" + serial);
    if (!Files.exists(list)) {
      return;
    }
    for (var line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      var words = line.split(" ", 3);
      int child = Integer.parseInt(words[1]);
      var now = from.resolve(words[2]);
      var then = to.resolve(words[2]);
      if (words[0].equals("d")) {
        Files.createDirectory(then);
        restore(child, now, then, lot);
      } else {
        var image = images.resolve("f" + child);
        var synced = Files.exists(image) ? Files.readAllBytes(image) : new byte[0];
        Files.write(then, lot.isIn(child, now) ? lot.mix(synced, now) : synced);
      }
    }
  }

  /// What decides about sectors that were not synced; nobody where none of them is left.
  private record Lot(Optional<RandomGenerator> drawing, Map<Integer, Long> inodes) {
    /// Whether this name still stands for the file that it stands for on the disk.
    boolean isIn(int serial, Path file) throws IOException {
      return drawing.isPresent()
          && Files.isRegularFile(file)
          && Files.getAttribute(file, "unix:ino").equals(inodes.get(serial));
    }

    byte[] mix(byte[] synced, Path file) throws IOException {
      return mixed(synced, Files.readAllBytes(file), drawing.orElseThrow());
    }
  }

  /// Each sector that differs is the one or the other; so is the length.
  private static byte[] mixed(byte[] synced, byte[] seen, RandomGenerator lot) {
    var left = Arrays.copyOf(synced, lot.nextBoolean() ? synced.length : seen.length);
    for (int at = 0; at < Math.min(left.length, seen.length); at += SECTOR) {
      int end = Math.min(at + SECTOR, Math.min(left.length, seen.length));
      if (!Arrays.equals(left, at, end, seen, at, end) && lot.nextBoolean()) {
        System.arraycopy(seen, at, left, at, end - at);
      }
    }
    return left;
  }

  private static void drop(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(BrittleDisk::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
