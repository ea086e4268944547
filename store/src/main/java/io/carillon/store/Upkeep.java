package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private final Connection connection;
  private final SqliteReaders readers;
  private final Writer writer;
  private final Thread thread =
      Thread.ofPlatform().name("store-upkeep").daemon().unstarted(this::run);
  private final CountDownLatch closing = new CountDownLatch(1);

  Upkeep(Sqlite dialect, SqliteReaders readers, Writer writer) throws SQLException {
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
        } catch (SQLException | StoreException failed) {
          LOG.warn("the log could not be taken over; trying again", failed);
        }
      }
    } catch (InterruptedException _) {
      LOG.warn("the store's upkeep was interrupted; its log grows");
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
