package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite in WAL mode: one file, one writing connection, many that read.
final class Sqlite implements Dialect {
  private static final int WRITER_CACHE_KIB = 64 * 1_024;
  private static final int READER_CACHE_KIB = 8 * 1_024;
  private static final int BUSY_MS = 50;

  private final Path file;

  Sqlite(Path file) {
    this.file = file;
  }

  /// Makes the file, readable by its owner only; SQLite gives its companions the same mode.
  static Sqlite in(Path folder) {
    var file = folder.resolve("carillon.db");
    try {
      Files.createFile(file, FolderLock.ownerOnly(folder));
    } catch (FileAlreadyExistsException _) {
      return new Sqlite(file);
    } catch (IOException broken) {
      throw new StoreException("the data folder " + folder + " cannot be written", broken);
    }
    return new Sqlite(file);
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "serial", "INTEGER PRIMARY KEY", "blob", "BLOB", "clustered", "WITHOUT ROWID", "lock", "");
  }

  @Override
  public Migrations.Place place() {
    return new Migrations.Place(url(), "", "");
  }

  /// A connection in auto-commit.
  Connection plain() throws SQLException {
    return config(WRITER_CACHE_KIB).createConnection(url());
  }

  @Override
  public Connection writer() throws SQLException {
    var connection = plain();
    connection.setAutoCommit(false);
    return connection;
  }

  Connection reader() throws SQLException {
    var config = config(READER_CACHE_KIB);
    config.setReadOnly(true);
    return config.createConnection(url());
  }

  private static SQLiteConfig config(int cacheKib) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS);
    config.setCacheSize(-cacheKib);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public Severity severity(SQLException error) {
    return switch (primary(error)) {
      case SQLITE_FULL,
          SQLITE_BUSY,
          SQLITE_LOCKED,
          SQLITE_READONLY,
          SQLITE_NOMEM,
          SQLITE_CANTOPEN ->
          Severity.LATER;
      case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB -> Severity.FATAL;
      default -> Severity.REFUSED;
    };
  }

  @Override
  public Severity severityOfCommit(SQLException error) {
    return severity(error);
  }

  /// The error without its extension, which stands in the upper bits.
  private static SQLiteErrorCode primary(SQLException error) {
    return SQLiteErrorCode.getErrorCode(error.getErrorCode() & 0xFF);
  }

  @Override
  public String reason(SQLException error) {
    return error instanceof SQLiteException known
        ? known.getResultCode().name()
        : SQLiteErrorCode.getErrorCode(error.getErrorCode()).name();
  }

  @Override
  public String text(String value) {
    return value;
  }
}
