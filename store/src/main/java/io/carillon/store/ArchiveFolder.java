package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Set;

/// The files of the archive: one for each day, a gzip file of many members. What is written is
/// synced when a call returns. A file may be read by any tool that reads gzip.
final class ArchiveFolder {
  static final String NAME = "archive";
  static final String ENDING = ".jsonl.gz";

  private final Path folder;

  /// @param data the data folder; nothing is made in it before something is archived
  ArchiveFolder(Path data) {
    folder = data.resolve(NAME);
  }

  Path path() {
    return folder;
  }

  static String name(int day) {
    return LocalDate.ofEpochDay(day) + ENDING;
  }

  Path file(int day) {
    return folder.resolve(name(day));
  }

  boolean has(int day) {
    return Files.exists(file(day));
  }

  /// Writes behind the first `end` octets; what a crash left there goes.
  void append(int day, long end, byte[] octets) {
    try {
      boolean isNew = !has(day);
      if (isNew) {
        made(folder);
      }
      var options =
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try (var file = FileChannel.open(file(day), options, FolderLock.ownerOnly(folder))) {
        if (file.size() < end) {
          throw new StoreException(file(day) + " is shorter than it was: it is damaged");
        }
        file.truncate(end);
        write(file, end, octets);
        file.force(true);
      }
      if (isNew) {
        FolderSync.names(folder);
      }
    } catch (IOException failed) {
      throw new StoreException(file(day) + " cannot be written", failed);
    }
  }

  /// Makes a folder that only its owner looks into.
  static void made(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      Files.createDirectory(folder, FolderLock.ownersFolder(folder));
      FolderSync.way(folder);
    }
  }

  private static void write(FileChannel file, long place, byte[] octets) throws IOException {
    var rest = ByteBuffer.wrap(octets);
    long at = place;
    while (rest.hasRemaining()) {
      at += file.write(rest, at);
    }
  }

  /// Cuts off what stands behind the first `end` octets; answers whether the file holds so many.
  boolean cut(int day, long end) {
    if (!has(day)) {
      return end == 0;
    }
    try (var file = FileChannel.open(file(day), StandardOpenOption.WRITE)) {
      if (file.size() > end) {
        file.truncate(end);
        file.force(true);
      }
      return file.size() == end;
    } catch (IOException failed) {
      throw new StoreException(file(day) + " cannot be written", failed);
    }
  }

  /// @throws StoreException where so many octets do not stand there
  byte[] read(int day, long place, int octets) {
    var read = ByteBuffer.allocate(octets);
    try (var file = FileChannel.open(file(day), StandardOpenOption.READ)) {
      while (read.hasRemaining()) {
        if (file.read(read, place + read.position()) < 0) {
          throw new StoreException(file(day) + " is shorter than it was: it is damaged");
        }
      }
      return read.array();
    } catch (IOException failed) {
      throw new StoreException(file(day) + " cannot be read", failed);
    }
  }

  /// Writes an empty member over what stands there: no octet of it stays.
  void blot(int day, long place, int octets) {
    if (!has(day)) {
      return;
    }
    try (var file = FileChannel.open(file(day), StandardOpenOption.WRITE)) {
      if (file.size() >= place + octets) {
        write(file, place, Blank.members(octets));
        file.force(true);
      }
    } catch (IOException failed) {
      throw new StoreException(file(day) + " cannot be written", failed);
    }
  }

  void delete(int day) {
    try {
      if (Files.deleteIfExists(file(day))) {
        FolderSync.names(folder);
      }
    } catch (IOException failed) {
      throw new StoreException(file(day) + " cannot be deleted", failed);
    }
  }
}
