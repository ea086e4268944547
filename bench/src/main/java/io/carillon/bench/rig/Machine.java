package io.carillon.bench.rig;

import java.io.IOException;
import java.nio.file.Path;

/// Where the figures were taken: without it they mean nothing.
///
/// @param cores that Java sees
/// @param java version and vendor
/// @param system name and version of the operating system
/// @param fileSystem of the data folders
/// @param syncMicros median time of a synced write of 4 KiB there
public record Machine(int cores, String java, String system, String fileSystem, double syncMicros) {
  public static Machine here(Path dir) throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Disk.kind(dir),
        Disk.syncMicros(dir));
  }

  /// On one line.
  public String sentence() {
    return "%d cores, %s, %s, %s where a synced write of 4 KiB takes %.0f µs"
        .formatted(cores, system, java, fileSystem, syncMicros);
  }
}
