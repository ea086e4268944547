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
      refuseOtherPeople(snapshot, source, to);
      var files =
          new ArchiveFiles(ArchiveCopy.files(snapshot), new ArchiveFolder(from.folder()).path());
      var counts = into(to, Passage.of(snapshot), files, progress);
      carryKeys(from, to);
      return counts;
    } catch (SQLException failed) {
      throw new StoreException(source.trouble(failed), failed);
    }
  }

  private static void refuseOtherPeople(Connection snapshot, Dialect source, StoreSettings to)
      throws SQLException {
    var file = new PersonFile(to.personKeys());
    var note = PersonTree.note(Session.withoutBodies(snapshot, source));
    if (file.isThere() && note.isPresent()) {
      PersonTree.refuseOther(file, note.get());
    }
  }

  /// The keys go with a store from data folder to data folder.
  private static void carryKeys(StoreSettings from, StoreSettings to) {
    var source = new KeyFile(from.keys());
    var target = new KeyFile(to.keys());
    if (source.isThere() && !target.isThere() && to.keys().isMade()) {
      target.copyFrom(source);
    }
    var people = new PersonFile(from.personKeys());
    var there = new PersonFile(to.personKeys());
    if (people.isThere() && !there.isThere()) {
      there.copyFrom(people);
    }
  }

  /// Copies what a snapshot shows into a place where no store is yet.
  static Map<String, Long> into(
      StoreSettings to, Passage passage, ArchiveFiles archive, Progress progress) {
    var folder = new ArchiveFolder(to.folder()).path();
    boolean stays = archive.folder().toAbsolutePath().equals(folder.toAbsolutePath());
    if (!stays) {
      ArchiveCopy.copy(archive.files(), archive.folder(), folder);
    }
    try {
      return switch (to) {
        case StoreSettings.Sqlite(var data, _) -> intoFolder(data, passage, progress);
        case StoreSettings.Postgres postgres ->
            intoDatabase(new Postgres(postgres), passage, progress);
      };
    } catch (RuntimeException failed) {
      if (!stays && !archive.files().isEmpty()) {
        ArchiveCopy.remove(folder);
      }
      throw failed;
    }
  }

  /// All rows of a store, and what becomes of them on their way. They come into tables of the same
  /// version, which whoever opens them brings up to date: so no migration ever meets a row in which
  /// a person is sealed.
  record Passage(Connection snapshot, int version, PassingRow.Change change) {
    /// As they are.
    static Passage of(Connection snapshot) throws SQLException {
      return new Passage(snapshot, PassingRow.Change.NONE);
    }

    Passage(Connection snapshot, PassingRow.Change change) throws SQLException {
      this(snapshot, Migrations.version(snapshot), change);
    }
  }

  private static Map<String, Long> transfer(
      Passage passage, Connection writer, Dialect dialect, Progress progress) throws SQLException {
    return new Transfer(passage.snapshot(), writer, dialect, progress::at, passage.change()).run();
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
    return snapshot(source, Migrations.NEWEST);
  }

  /// The same, whose tables may be older.
  ///
  /// @param least the oldest version that will do
  static Connection snapshot(Dialect source, int least) throws SQLException {
    var snapshot = source.snapshot();
    int version = Migrations.version(snapshot);
    if (version >= least && version <= Migrations.NEWEST) {
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

  private static Map<String, Long> intoFolder(Path folder, Passage passage, Progress progress) {
    try (var _ = FolderLock.take(folder)) {
      var place = folder.resolve(Sqlite.FILE);
      if (Files.exists(place)) {
        throw new StoreException("it holds a store already");
      }
      return intoFile(place, passage, progress);
    }
  }

  /// Builds a database file.
  static Map<String, Long> intoFile(Path place, Passage passage, Progress progress) {
    try (var file = NewFile.at(place)) {
      var dialect = new Sqlite(file.part());
      var counts = fill(file.part(), passage, progress);
      try {
        file.finish();
      } catch (SQLException failed) {
        throw new StoreException(dialect.trouble(failed), failed);
      }
      return counts;
    }
  }

  /// Fills a database file that is nobody else's.
  static Map<String, Long> fill(Path part, Passage passage, Progress progress) {
    var dialect = new Sqlite(part);
    try (var writer = dialect.bulk()) {
      Migrations.run(writer, dialect, passage.version());
      var counts = transfer(passage, writer, dialect, progress);
      writer.commit();
      dialect.endBulk(writer);
      return counts;
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private static Map<String, Long> intoDatabase(
      Postgres dialect, Passage passage, Progress progress) {
    try (var writer = dialect.bulk()) {
      int before = Migrations.run(writer, dialect, passage.version());
      var filled = Transfer.filled(writer);
      if (!filled.isEmpty()) {
        throw new StoreException("it holds rows already, in the table " + filled);
      }
      if (before > passage.version()) {
        throw new StoreException(
            "its tables have version "
                + before
                + ", what is to come there "
                + passage.version()
                + "; name a database without tables");
      }
      var counts = transfer(passage, writer, dialect, progress);
      writer.commit();
      dialect.endBulk(writer);
      return counts;
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }
}
