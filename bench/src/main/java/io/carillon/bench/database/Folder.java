package io.carillon.bench.database;

import io.carillon.bench.rig.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SQLite, embedded in the server: files in its data folder.
///
/// @param data the folder, which may not be there yet
public record Folder(Path data) implements Database {
  @Override
  public List<String> flags(Path folder) {
    return List.of("--data", folder.toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.empty();
  }

  @Override
  public long memory() {
    return 0;
  }

  @Override
  public long size() throws IOException {
    return Files.exists(data) ? Disk.size(data) : 0;
  }

  /// The log is written into the database when the server stops: what it has before is not counted.
  @Override
  public long sizeAtRest() throws IOException {
    var log = size(data.resolve("carillon.db-wal")) + size(data.resolve("carillon.db-shm"));
    return size() - log;
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
