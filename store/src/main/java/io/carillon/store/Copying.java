package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Copies a whole store into another place, which has none yet: from SQLite to PostgreSQL, back, or
/// between two of a kind.
///
/// Each table's rows are counted and summed up on both sides. A copy that fails leaves nothing
/// behind: a file is built beside its place, and a database is filled in one transaction.
public final class Copying {
  private Copying() {}

  /// Told how far it has come.
  @FunctionalInterface
  public interface Progress {
    /// So many rows of this table are there.
    void at(String table, long rows);
  }

  /// Copies; nobody may work on either meanwhile.
  ///
  /// @return how many rows each table has
  /// @throws StoreTaken where another process works on one of them
  /// @throws StoreException where it cannot be done, or the target holds a store already
  public static Map<String, Long> of(StoreSettings from, StoreSettings to, Progress progress) {
    if (from.place().equals(to.place())) {
      throw new StoreException("that is where it stands already");
    }
    var source = Dialect.of(from);
    try (var _ = held(from, source);
        var snapshot = snapshot(source)) {
      var needed = Sealing.masters(snapshot, source);
      NeededKeys.refuseOther(needed, to.keys());
      var files =
          new ArchiveFiles(ArchiveCopy.files(snapshot), new ArchiveFolder(from.folder()).path());
      var counts = into(to, snapshot, files, progress);
      carryKeys(from, to);
      return counts;
    } catch (SQLException failed) {
      throw new StoreException(source.trouble(failed), failed);
    }
  }

  /// The keys go with a store from data folder to data folder.
  private static void carryKeys(StoreSettings from, StoreSettings to) {
    var source = new KeyFile(from.keys());
    var target = new KeyFile(to.keys());
    if (source.isThere() && !target.isThere() && to.keys().isMade()) {
      target.copyFrom(source);
    }
  }

  /// Copies what a snapshot shows into a place where no store is yet.
  static Map<String, Long> into(
      StoreSettings to, Connection snapshot, ArchiveFiles archive, Progress progress) {
    var folder = new ArchiveFolder(to.folder()).path();
    boolean stays = archive.folder().toAbsolutePath().equals(folder.toAbsolutePath());
    if (!stays) {
      ArchiveCopy.copy(archive.files(), archive.folder(), folder);
    }
    try {
      return switch (to) {
        case StoreSettings.Sqlite(var data, _) -> intoFolder(data, snapshot, progress);
        case StoreSettings.Postgres postgres ->
            intoDatabase(new Postgres(postgres), snapshot, progress);
      };
    } catch (RuntimeException failed) {
      if (!stays && !archive.files().isEmpty()) {
        ArchiveCopy.remove(folder);
      }
      throw failed;
    }
  }

  /// The files of an archive.
  ///
  /// @param folder in which they stand
  record ArchiveFiles(List<Archive.File> files, Path folder) {}

  /// What keeps others from a store while it is open.
  private static Held held(StoreSettings settings, Dialect dialect) throws SQLException {
    return switch (settings) {
      case StoreSettings.Sqlite(var folder, _) -> {
        // taking a folder makes it
        new Sqlite(folder.resolve(Sqlite.FILE)).refuseMissing();
        yield FolderLock.take(folder)::close;
      }
      case StoreSettings.Postgres _ -> dialect.writer()::close;
    };
  }

  private interface Held extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /// All of a store as of one moment, whose tables are the newest.
  static Connection snapshot(Dialect source) throws SQLException {
    var snapshot = source.snapshot();
    int version = Migrations.version(snapshot);
    if (version == Migrations.NEWEST) {
      return snapshot;
    }
    snapshot.close();
    throw new StoreException(
        version > Migrations.NEWEST
            ? "the data was written by a newer version"
            : "its tables have version "
                + version
                + "; ./carillon store migrate brings them up to date");
  }

  private static Map<String, Long> intoFolder(Path folder, Connection snapshot, Progress progress) {
    try (var _ = FolderLock.take(folder)) {
      var place = folder.resolve(Sqlite.FILE);
      if (Files.exists(place)) {
        throw new StoreException("it holds a store already");
      }
      return intoFile(place, snapshot, progress);
    }
  }

  /// Builds a database file.
  static Map<String, Long> intoFile(Path place, Connection snapshot, Progress progress) {
    try (var file = NewFile.at(place)) {
      var dialect = new Sqlite(file.part());
      Map<String, Long> counts;
      try (var writer = dialect.bulk()) {
        Migrations.run(writer, dialect);
        counts = new Transfer(snapshot, writer, dialect, progress::at).run();
        writer.commit();
        dialect.endBulk(writer);
      } catch (SQLException failed) {
        throw new StoreException(dialect.trouble(failed), failed);
      }
      try {
        file.finish();
      } catch (SQLException failed) {
        throw new StoreException(dialect.trouble(failed), failed);
      }
      return counts;
    }
  }

  private static Map<String, Long> intoDatabase(
      Postgres dialect, Connection snapshot, Progress progress) {
    try (var writer = dialect.bulk()) {
      Migrations.run(writer, dialect);
      var filled = Transfer.filled(writer);
      if (!filled.isEmpty()) {
        throw new StoreException("it holds rows already, in the table " + filled);
      }
      var counts = new Transfer(snapshot, writer, dialect, progress::at).run();
      writer.commit();
      dialect.endBulk(writer);
      return counts;
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }
}
