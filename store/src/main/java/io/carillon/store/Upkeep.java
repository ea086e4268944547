package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps SQLite's log short without holding up the writer, and questions short.
///
/// What is committed stands in the log until a checkpoint takes it over into the file. SQLite would
/// do that inside some unlucky commit. Here a helper thread takes over most of it on its own
/// connection once the log is over 32 MB; since that alone never empties a log that is written to
/// meanwhile, the writer then takes over the small rest between two groups, and starts the log
/// again from its beginning.
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int PAGE = 4_096;
  private static final int FRAMES_MAX = 32 * 1_024 * 1_024 / PAGE;

  private final Sqlite dialect;
  private final Consumer<Throwable> fatal;
  private final Seldom complaint = new Seldom(Duration.ofSeconds(10), System::nanoTime);
  private final Connection connection;
  private final SqliteReaders readers;
  private final Writer writer;
  private final Thread thread =
      Thread.ofPlatform().name("store-upkeep").daemon().unstarted(this::run);
  private final CountDownLatch closing = new CountDownLatch(1);

  Upkeep(Sqlite dialect, SqliteReaders readers, Writer writer, Consumer<Throwable> fatal)
      throws SQLException {
    this.dialect = dialect;
    this.fatal = fatal;
    connection = dialect.plain();
    this.readers = readers;
    this.writer = writer;
  }

  /// How the log stands.
  ///
  /// @param frames pages in the log
  /// @param taken how many of them are taken over
  private record Log(int frames, int taken) {}

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isClosed()) {
        try {
          readers.cutOff();
          look();
        } catch (SQLException failed) {
          if (dialect.severity(failed) == Dialect.Severity.FATAL) {
            LOG.error("the log could not be taken over: {}", dialect.reason(failed));
            dialect.met(failed);
            fatal.accept(failed);
            return;
          }
          tryAgain(dialect.reason(failed));
        } catch (StoreException failed) {
          tryAgain(String.valueOf(failed.getMessage()));
        }
      }
    } catch (InterruptedException _) {
      LOG.warn("the store's upkeep was interrupted; its log grows");
    }
  }

  private void tryAgain(String why) {
    if (complaint.says()) {
      LOG.warn(
          "the log could not be taken over: {}; trying again ({} times since this was said last)",
          why,
          complaint.heldBack());
    }
  }

  private boolean isClosed() throws InterruptedException {
    return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() throws SQLException, InterruptedException {
    var log = checkpoint(connection, "NOOP");
    if (log.frames() <= FRAMES_MAX || log.taken() == log.frames()) {
      return;
    }
    checkpoint(connection, "PASSIVE");
    writer.between(session -> {
      session.connection().setAutoCommit(true);
      checkpoint(session.connection(), "RESTART");
      session.connection().setAutoCommit(false);
      return 0;
    });
  }

  private static Log checkpoint(Connection connection, String mode) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      row.next();
      return new Log(row.getInt(2), row.getInt(3));
    }
  }

  /// Ends the thread; the writer must still run.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
      connection.close();
    } catch (SQLException _) {
      // nothing was written on it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
