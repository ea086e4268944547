package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite in WAL mode: one file, one writing connection, many that read.
final class Sqlite implements Dialect {
  private static final int WRITER_CACHE_KIB = 64 * 1_024;
  private static final int READER_CACHE_KIB = 8 * 1_024;
  private static final int BULK_CACHE_KIB = 256 * 1_024;
  private static final int BUSY_MS = 50;

  /// For tests only, which prove by it that they would find a loss: OFF or NORMAL in place of FULL.
  private static final SQLiteConfig.SynchronousMode SYNCHRONOUS =
      SQLiteConfig.SynchronousMode.valueOf(System.getProperty("carillon.test.synchronous", "FULL"));

  /// The database in a data folder.
  static final String FILE = "carillon.db";

  /// What SQLite keeps beside a database.
  static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

  private final Path file;
  private final Damage damage;

  Sqlite(Path file) {
    this.file = file;
    damage = new Damage(file);
  }

  /// Fails where the file is damaged, as far as a short look tells.
  void refuseDamaged() throws SQLException {
    try (var connection = plain()) {
      damage.refuse(connection);
    }
  }

  /// Makes the file, readable by its owner only; SQLite gives its companions the same mode.
  static Sqlite in(Path folder) {
    var file = folder.resolve(FILE);
    try {
      try {
        Files.createFile(file, FolderLock.ownerOnly(folder));
      } catch (FileAlreadyExistsException _) {
        // an earlier start made it, and may have come no further than that
      }
      FolderSync.names(folder);
    } catch (IOException broken) {
      throw new StoreException("the data folder " + folder + " cannot be written", broken);
    }
    return new Sqlite(file);
  }

  /// The archive beside the file.
  ArchiveFolder archive() {
    return new ArchiveFolder(file.toAbsolutePath().resolveSibling(""));
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "serial",
        "INTEGER PRIMARY KEY",
        "blob",
        "BLOB",
        "clustered",
        "WITHOUT ROWID",
        "lock",
        "",
        "upkeep",
        "");
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
    overwrites(connection, false);
    connection.setAutoCommit(false);
    return connection;
  }

  /// The log is taken over into the file after each 100 MB.
  @Override
  public Connection bulk() throws SQLException {
    var config = config(BULK_CACHE_KIB);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "25000");
    var connection = config.createConnection(url());
    connection.setAutoCommit(false);
    return connection;
  }

  /// A checkpoint that syncs also syncs what was taken over before it.
  @Override
  public void endBulk(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    connection.setAutoCommit(false);
  }

  /// What it can overwrite without writing another page it always does: rows move about as they
  /// grow, and what is left where they were could not be found when somebody is to be erased.
  @Override
  public void overwrites(Connection writer, boolean whether) throws SQLException {
    try (var statement = writer.createStatement()) {
      statement.execute("PRAGMA secure_delete = " + (whether ? "ON" : "FAST"));
    }
  }

  /// They were overwritten in the log, which holds what they were before as well: it is taken over
  /// into the file and cut off. Nobody may read meanwhile what stood there.
  @Override
  public boolean forgets(Connection writer, List<String> tables) throws SQLException {
    writer.setAutoCommit(true);
    try (var statement = writer.createStatement();
        var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt(1) == 0;
    } finally {
      writer.setAutoCommit(false);
    }
  }

  void refuseMissing() {
    if (!Files.exists(file)) {
      throw new StoreException("there is no database " + file);
    }
  }

  @Override
  public Connection reader() throws SQLException {
    refuseMissing();
    var config = plainConfig(READER_CACHE_KIB);
    config.setReadOnly(true);
    return config.createConnection(url());
  }

  /// While it is open the log grows by what is written meanwhile.
  @Override
  public Connection snapshot() throws SQLException {
    var connection = reader();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
    }
    return connection;
  }

  @Override
  public String engine(Connection reader) throws SQLException {
    return "SQLite " + reader.getMetaData().getDatabaseProductVersion();
  }

  @Override
  public long octets(Connection reader) throws SQLException {
    long sum = 0;
    try {
      for (var end : List.of("", "-wal")) {
        var part = file.resolveSibling(file.getFileName() + end);
        sum += Files.exists(part) ? Files.size(part) : 0;
      }
    } catch (IOException unread) {
      throw new StoreException("the size of " + file + " cannot be read", unread);
    }
    return sum;
  }

  @Override
  public List<String> integrity(Connection reader, int lines) throws SQLException {
    var broken = new ArrayList<String>();
    try (var statement = reader.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check(" + lines + ")")) {
      while (rows.next()) {
        broken.add(rows.getString(1));
      }
    }
    return broken.equals(List.of("ok")) ? List.of() : broken;
  }

  /// Numbers follow the largest by themselves.
  @Override
  public void filled(Connection writer, List<Table> tables) {
    // nothing is left to do
  }

  @Override
  public boolean met(SQLException error) {
    boolean isDamage = isDamage(error);
    if (isDamage) {
      damage.found(reason(error));
    }
    return isDamage;
  }

  @Override
  public boolean forgetsDamage() {
    return damage.forget();
  }

  private static boolean isDamage(SQLException error) {
    var code = primary(error);
    return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
  }

  private static SQLiteConfig config(int cacheKib) {
    var config = plainConfig(cacheKib);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    return config;
  }

  private static SQLiteConfig plainConfig(int cacheKib) {
    var config = new SQLiteConfig();
    config.setSynchronous(SYNCHRONOUS);
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
      case SQLITE_IOERR -> isUnwritten(error) ? Severity.LATER : Severity.FATAL;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Severity.FATAL;
      default -> Severity.REFUSED;
    };
  }

  /// Whether a write failed and nobody had synced it: on a disk that became read-only, over quota,
  /// or without room for the log's index. Then nothing is committed, and SQLite goes back.
  private static boolean isUnwritten(SQLException error) {
    if (!(error instanceof SQLiteException known)) {
      return false;
    }
    return switch (known.getResultCode()) {
      case SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_NOMEM ->
          true;
      default -> false;
    };
  }

  @Override
  public void commit(Connection writer, long mark) throws SQLException {
    writer.commit();
  }

  /// After some errors, a full disk among them, there is no transaction left to take back; the
  /// driver, which is not told, would then go on without one.
  @Override
  public void rollBack(Connection writer) throws SQLException {
    try {
      writer.rollback();
    } catch (SQLException failed) {
      if (primary(failed) != SQLiteErrorCode.SQLITE_ERROR) {
        throw failed;
      }
      try (var statement = writer.createStatement()) {
        statement.execute("BEGIN");
      }
    }
  }

  @Override
  public long lastMark(Connection writer) {
    return 0;
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
  public String trouble(SQLException error) {
    return switch (primary(error)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Damage.words(reason(error));
      case SQLITE_FULL -> "the disk is full";
      case SQLITE_IOERR -> "the disk is full or fails: " + reason(error);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "the database cannot be written: " + reason(error);
      default -> "the database cannot be opened: " + reason(error);
    };
  }

  @Override
  public String text(String value) {
    return value;
  }
}
