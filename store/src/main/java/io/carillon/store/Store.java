package io.carillon.store;

import io.carillon.model.port.Accounts;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Halves;
import io.carillon.model.port.History;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Networks;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Traces;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// The truth: all ports of the model on one database.
///
/// Opening takes the data for this process alone and brings its tables up to date. Commits are
/// written by one thread, see `Writer`; reads have connections of their own and see what the last
/// synced group left.
public final class Store implements AutoCloseable {
  private final Deque<AutoCloseable> open;
  private final Writer writer;
  private final Readers readers;
  private final Keys keys;
  private final Mirror mirror;

  private Store(
      Deque<AutoCloseable> open, Writer writer, Readers readers, Keys keys, Mirror mirror) {
    this.open = open;
    this.writer = writer;
    this.readers = readers;
    this.keys = keys;
    this.mirror = mirror;
  }

  /// Opens the store and starts its writer.
  ///
  /// @param fatal called once, from the writer's thread, when a sync failed and nobody knows what
  ///   is on the disk: it must stop the process, only a restart can tell
  /// @throws StoreTaken where another process works on the same data
  /// @throws StoreException where the data cannot be reached, written or understood
  public static Store open(StoreSettings settings, Consumer<Throwable> fatal) {
    var open = new ArrayDeque<AutoCloseable>();
    try {
      return switch (settings) {
        case StoreSettings.Sqlite sqlite -> open(sqlite, fatal, open);
        case StoreSettings.Postgres postgres -> open(postgres, fatal, open);
      };
    } catch (SQLException failed) {
      closeAll(open);
      throw new StoreException("the database cannot be opened", failed);
    } catch (RuntimeException failed) {
      closeAll(open);
      throw failed;
    }
  }

  private static Store open(
      StoreSettings.Sqlite settings, Consumer<Throwable> fatal, Deque<AutoCloseable> open)
      throws SQLException {
    open.push(FolderLock.take(settings.folder()));
    var dialect = Sqlite.in(settings.folder());
    return open(dialect, fatal, open);
  }

  /// For tests, which bring a dialect that fails on purpose.
  static Store open(Sqlite dialect, Consumer<Throwable> fatal, Deque<AutoCloseable> open)
      throws SQLException {
    var sql = migrated(dialect);
    var keys = new Keys();
    var mirror = new Mirror();
    var writer = new Writer(new Groups(dialect, sql, keys, mirror), fatal);
    open.push(writer);
    var readers = new SqliteReaders(dialect, sql);
    open.push(readers);
    var upkeep = new Upkeep(dialect, readers, writer);
    open.push(upkeep);
    writer.start();
    upkeep.start();
    return new Store(open, writer, readers, keys, mirror);
  }

  private static Store open(
      StoreSettings.Postgres settings, Consumer<Throwable> fatal, Deque<AutoCloseable> open)
      throws SQLException {
    var dialect = new Postgres(settings);
    var sql = migrated(dialect);
    var keys = new Keys();
    var mirror = new Mirror();
    var writer = new Writer(new Groups(dialect, sql, keys, mirror), fatal);
    open.push(writer);
    var readers = new PostgresReaders(dialect, settings, sql);
    open.push(readers);
    writer.start();
    return new Store(open, writer, readers, keys, mirror);
  }

  private static Sql migrated(Dialect dialect) throws SQLException {
    try (var connection = dialect.writer()) {
      Migrations.run(connection, dialect.place(), dialect.words());
    }
    return new Sql(dialect.words());
  }

  /// Where commits are handed over.
  public Commits commits() {
    return writer;
  }

  /// How hard the writer has worked since the store was opened. Answers at once.
  public Effort.Sum effort() {
    return writer.effort().sum();
  }

  /// Reads messages.
  public Messages messages() {
    return new MessageReader(readers, keys);
  }

  /// Searches messages.
  public History history() {
    return new HistoryReader(readers, keys);
  }

  /// Reads notices.
  public Notices notices() {
    return new NoticeReader(readers, keys);
  }

  /// Reads traces.
  public Traces traces() {
    return new TraceReader(readers);
  }

  /// Reads halves.
  public Halves halves() {
    return new HalfReader(readers, keys);
  }

  /// Reads what policy refused.
  public Refusals refusals() {
    return new RefusalReader(readers, keys);
  }

  /// Keeps the networks of numbers.
  public Networks networks() {
    return new NetworkRows(readers, writer);
  }

  /// Reads accounts.
  public Accounts accounts() {
    return new AccountReader(readers, keys, mirror);
  }

  /// Drops idempotency keys, halves and told notices of more than 7 days before `now`, and refusals
  /// of more than 30, in steps of 500 rows between the writer's groups; blocks until it is done and
  /// answers how many rows those were. To be called every few minutes.
  public long sweep(Instant now) throws InterruptedException {
    return new Sweeper(writer).sweep(now);
  }

  /// Refuses new commits, writes those that wait, tells their callers, and gives the data free.
  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failed) {
        throw new StoreException("the store could not be closed", failed);
      }
    }
  }
}
