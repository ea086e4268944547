package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/// A backup of a whole store in one file, made while a server works on it.
///
/// Everything that was accepted before it began is in it. The file is a SQLite database with our
/// tables, whatever the store is kept in, so that it can be restored into either. All rows are read
/// in one transaction; nobody has to wait for it. Meanwhile SQLite's log grows by what is written,
/// and is taken over afterwards. Persons are sealed in it under keys that are not in it, see
/// [PersonRows]. What is archived is copied into a folder beside the file.
///
/// Of an older version in SQLite, which has no such keys, the pages are copied as they are.
public final class Backup {
  private static final int PAGES_A_STEP = 4_096;
  private static final int BUSY_PAUSE_MS = 20;
  private static final int BUSY_MAX = 500;

  private Backup() {}

  /// What was made.
  ///
  /// @param octets of the file
  /// @param archived octets of the archive that were copied beside it
  public record Made(long messages, long octets, long archived, int version) {}

  /// Told how much is done: pages of all pages, or rows of a table.
  @FunctionalInterface
  public interface Progress {
    /// So much of `all` is done; `all` is 0 where it is not known.
    void at(String what, long done, long all);
  }

  /// Makes a backup.
  ///
  /// @param file must not be there
  /// @throws StoreException where it cannot be made; then no file is left behind
  public static Made of(StoreSettings from, Path file, Progress progress) {
    if (Files.exists(file)) {
      throw new StoreException(file + " is there already");
    }
    if (ArchiveCopy.isThere(ArchiveCopy.beside(file))) {
      throw new StoreException(ArchiveCopy.beside(file) + " is there already");
    }
    var folder = new ArchiveFolder(from.folder());
    try (var _ = ArchiveHold.toCopy(folder)) {
      var looked =
          switch (from) {
            case StoreSettings.Sqlite sqlite -> ofSqlite(sqlite, file, progress);
            case StoreSettings.Postgres postgres -> ofRows(postgres, file, progress);
          };
      long archived = ofArchive(folder, file);
      return new Made(looked.messages(), file.toFile().length(), archived, looked.version());
    }
  }

  /// As far as the backup's own tables speak of it.
  private static long ofArchive(ArchiveFolder folder, Path file) {
    try (var reader = new Sqlite(file).reader()) {
      var files = ArchiveCopy.files(reader);
      ArchiveCopy.copy(files, folder.path(), ArchiveCopy.beside(file));
      return files.stream().mapToLong(Archive.File::octets).sum();
    } catch (SQLException | StoreException failed) {
      if (!file.toFile().delete()) {
        throw new StoreException(file + " is not whole and cannot be taken away", failed);
      }
      throw new StoreException("the archive could not be copied: " + failed.getMessage(), failed);
    }
  }

  private static NewFile.Looked ofSqlite(StoreSettings.Sqlite from, Path file, Progress progress) {
    var dialect = Dialect.of(from);
    try {
      return PersonPassage.isOlder(dialect)
          ? ofPages(dialect, file, progress)
          : ofRows(from, file, progress);
    } catch (SQLException failed) {
      dialect.met(failed);
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private static NewFile.Looked ofRows(StoreSettings from, Path file, Progress progress) {
    var dialect = Dialect.of(from);
    try {
      var passage = PersonPassage.intoBackup(from, dialect);
      try (var _ = passage.snapshot()) {
        Copying.intoFile(file, passage, (table, rows) -> progress.at(table, rows, 0));
      }
      return NewFile.look(file);
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private static NewFile.Looked ofPages(Dialect dialect, Path file, Progress progress) {
    try (var part = NewFile.at(file);
        var snapshot = dialect.snapshot()) {
      int code =
          snapshot
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup(
                  "main",
                  part.part().toString(),
                  (rest, all) -> progress.at("pages", (long) all - rest, all),
                  BUSY_PAUSE_MS,
                  BUSY_MAX,
                  PAGES_A_STEP);
      if (code != SQLiteErrorCode.SQLITE_OK.code && code != SQLiteErrorCode.SQLITE_DONE.code) {
        throw new StoreException(
            "the pages could not be copied: " + SQLiteErrorCode.getErrorCode(code));
      }
      return part.finish();
    } catch (SQLException failed) {
      dialect.met(failed);
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }
}
