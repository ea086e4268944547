package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Copies the files of an archive, as far as the tables of a store speak of them.
final class ArchiveCopy {
  private ArchiveCopy() {}

  /// Where the archive of a backup stands: beside it.
  static Path beside(Path backup) {
    var file = backup.toAbsolutePath();
    return file.resolveSibling(file.getFileName() + "." + ArchiveFolder.NAME);
  }

  /// The files that count by the tables of a store, which may be older than the archive.
  static List<Archive.File> files(Connection reader) throws SQLException {
    var files = new ArrayList<Archive.File>();
    if (Table.all(reader).stream().noneMatch(table -> table.name().equals("archive_file"))) {
      return files;
    }
    try (var statement = reader.createStatement();
        var rows =
            statement.executeQuery("SELECT day, octets, leaving FROM archive_file ORDER BY day")) {
      var row = new Row(rows);
      while (row.next()) {
        var file = Archive.File.of(row);
        if (!file.leaving() && file.octets() > 0) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /// Whether a folder holds anything of an archive.
  static boolean isThere(Path folder) {
    return !content(folder).isEmpty();
  }

  private static List<Path> content(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ArchiveFolder.ENDING)).toList();
    } catch (IOException failed) {
      throw new StoreException(folder + " cannot be read", failed);
    }
  }

  /// Copies and syncs; the target must hold nothing of an archive. What fails leaves nothing.
  static void copy(List<Archive.File> files, Path from, Path to) {
    if (files.isEmpty()) {
      return;
    }
    if (isThere(to)) {
      throw new StoreException(to + " is there already");
    }
    try {
      ArchiveFolder.made(to);
      for (var file : files) {
        copy(file, from, to);
      }
      FolderSync.names(to);
    } catch (IOException failed) {
      remove(to);
      throw new StoreException("the archive " + from + " cannot be copied to " + to, failed);
    } catch (StoreException failed) {
      remove(to);
      throw failed;
    }
  }

  private static void copy(Archive.File file, Path from, Path to) throws IOException {
    var name = ArchiveFolder.name(file.day());
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var in = FileChannel.open(from.resolve(name), StandardOpenOption.READ);
        var out = FileChannel.open(to.resolve(name), options, FolderLock.ownerOnly(to))) {
      long at = 0;
      while (at < file.octets()) {
        long moved = in.transferTo(at, file.octets() - at, out);
        if (moved <= 0) {
          throw new StoreException(from.resolve(name) + " is shorter than it was: it is damaged");
        }
        at += moved;
      }
      out.force(true);
    }
  }

  /// Takes the files of an archive away.
  static void remove(Path folder) {
    try {
      for (var file : content(folder)) {
        Files.delete(file);
      }
      Files.deleteIfExists(folder.resolve(ArchiveHold.NAME));
      Files.deleteIfExists(folder);
    } catch (IOException failed) {
      throw new StoreException(folder + " cannot be taken away", failed);
    }
  }
}
