package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.Dialect.Severity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;

/// Four reading connections to a SQLite file. A question that is still open after five seconds is
/// interrupted, since it keeps the log from being taken over into the file.
final class SqliteReaders implements Readers {
  private static final int CONNECTIONS = 4;
  private static final int WAIT_S = 5;
  private static final long QUESTION_MAX_NS = TimeUnit.MILLISECONDS.toNanos(QUESTION_MAX_MS);

  private final Sqlite dialect;
  private final Consumer<Throwable> fatal;
  private final List<Seat> seats = new ArrayList<>();
  private final BlockingQueue<Seat> free = new ArrayBlockingQueue<>(CONNECTIONS);

  /// @param fatal told when the file turns out to be damaged
  SqliteReaders(Sqlite dialect, Sealing.Ready ready, Consumer<Throwable> fatal)
      throws SQLException {
    this.dialect = dialect;
    this.fatal = fatal;
    for (int i = 0; i < CONNECTIONS; i++) {
      seats.add(new Seat(new Session(dialect.reader(), ready.sql(), dialect, ready.keys())));
    }
    free.addAll(seats);
  }

  /// A connection and since when it is asked.
  private static final class Seat {
    private final Session session;
    private long since;
    private boolean asked;

    Seat(Session session) {
      this.session = session;
    }

    synchronized void begin() {
      since = System.nanoTime();
      asked = true;
    }

    synchronized void end() {
      asked = false;
    }

    /// Inside the lock, so that it never hits the next question.
    synchronized void cutOff() throws SQLException {
      if (asked && System.nanoTime() - since > QUESTION_MAX_NS) {
        session.connection().unwrap(SQLiteConnection.class).getDatabase().interrupt();
      }
    }
  }

  @Override
  public <T> T read(String what, Question<T> question) {
    var seat = seat(what);
    seat.begin();
    try {
      return question.ask(seat.session);
    } catch (SQLException failed) {
      if (dialect.severity(failed) == Severity.FATAL) {
        dialect.met(failed);
        fatal.accept(failed);
      }
      throw new StoreException(what + " could not be read", failed);
    } finally {
      seat.end();
      free.add(seat);
    }
  }

  private Seat seat(String what) {
    try {
      var seat = free.poll(WAIT_S, TimeUnit.SECONDS);
      if (seat == null) {
        throw new StoreException(what + " could not be read: all readers are busy");
      }
      return seat;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoreException(what + " could not be read: interrupted");
    }
  }

  /// Interrupts what has taken too long; to be called a few times a second.
  void cutOff() throws SQLException {
    for (var seat : seats) {
      seat.cutOff();
    }
  }

  @Override
  public void close() {
    for (var seat : seats) {
      try {
        seat.session.close();
      } catch (SQLException _) {
        // nothing was written on it
      }
    }
  }
}
