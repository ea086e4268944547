package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/// A database file that is built beside its place, for its owner's eyes only, and moved there when
/// it is whole and synced: nobody ever finds half of one there.
final class NewFile implements AutoCloseable {
  private final Path place;
  private final Path part;

  private NewFile(Path place, Path part) {
    this.place = place;
    this.part = part;
  }

  /// Begins one; what is left of an earlier attempt goes.
  static NewFile at(Path place) {
    var absolute = place.toAbsolutePath();
    var part = absolute.resolveSibling(absolute.getFileName() + ".part");
    var file = new NewFile(absolute, part);
    try {
      file.close();
      Files.createFile(part, FolderLock.ownerOnly(file.folder()));
      return file;
    } catch (IOException unmade) {
      throw new StoreException(part + " cannot be written", unmade);
    }
  }

  private Path folder() {
    return Objects.requireNonNull(place.getParent(), "a file stands in a folder");
  }

  /// Where it is built.
  Path part() {
    return part;
  }

  /// What is known of a database file.
  record Looked(int version, long messages) {}

  /// Makes the part one single file, looks whether it is sound, and moves it to its place.
  Looked finish() throws SQLException {
    single();
    var looked = look(part);
    moveInto();
    return looked;
  }

  /// Syncs the part and moves it to its place.
  void moveInto() {
    try {
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      FolderSync.names(folder());
    } catch (IOException failed) {
      throw new StoreException(place + " cannot be written", failed);
    }
  }

  /// Without a log beside it, so that the one file is all there is.
  void single() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + part);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
    }
  }

  /// Whether a file is a sound database of ours.
  ///
  /// @throws StoreException where it is not
  static Looked look(Path file) {
    var dialect = new Sqlite(file);
    try (var connection = dialect.reader();
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("PRAGMA quick_check(1)")) {
        row.next();
        if (!row.getString(1).equals("ok")) {
          throw new StoreException(file + " is damaged: " + row.getString(1));
        }
      }
      int version = Migrations.version(connection);
      if (version == 0) {
        throw new StoreException(file + " is no store of Carillon");
      }
      try (var row = statement.executeQuery("SELECT count(*) FROM message")) {
        row.next();
        return new Looked(version, row.getLong(1));
      }
    } catch (SQLException failed) {
      throw new StoreException(file + " cannot be read: " + dialect.reason(failed), failed);
    }
  }

  /// Takes away what was not moved.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(part);
      for (var companion : Sqlite.COMPANIONS) {
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + companion));
      }
    } catch (IOException stays) {
      throw new StoreException(part + " cannot be taken away", stays);
    }
  }
}
