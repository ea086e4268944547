package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/// What is known of damage to a SQLite file.
///
/// A damaged file is not written to any more. Whoever meets damage leaves a note beside the file,
/// and while it is there no server starts on it. A check that finds nothing takes the note away, as
/// does a restored backup. At the start a look at the file is taken that ends after 100 ms,
/// whatever its size: it finds what is broken at large, not every page.
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
  private static final String NOTE = ".damaged";
  private static final Duration LOOK_MAX = Duration.ofMillis(100);
  private static final String ADVICE =
      "; ./carillon store check tells what is broken, ./carillon store restore FILE brings a backup"
          + " back";

  private final Path file;

  Damage(Path file) {
    this.file = file;
  }

  /// What an operator is told.
  static String words(String seen) {
    return "the database is damaged (" + seen + ")" + ADVICE;
  }

  private Path note() {
    return file.resolveSibling(file.getFileName() + NOTE);
  }

  /// What was seen earlier; empty where nothing was.
  Optional<String> noted() {
    try {
      return Optional.of(Files.readString(note()).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Leaves a note. The first one stays.
  void found(String seen) {
    LOG.error("{}: {}", file, words(seen));
    try {
      if (!Files.exists(note())) {
        Files.writeString(note(), seen + "\n");
      }
    } catch (IOException unwritten) {
      LOG.error("no note of the damage could be left beside {}", file, unwritten);
    }
  }

  /// Takes the note away.
  boolean forget() {
    try {
      return Files.deleteIfExists(note());
    } catch (IOException stays) {
      throw new StoreException("the note " + note() + " cannot be taken away", stays);
    }
  }

  /// Refuses a file that is damaged, as far as a short look tells.
  void refuse(Connection connection) throws SQLException {
    var noted = noted();
    if (noted.isPresent()) {
      throw new StoreException(words(noted.get()));
    }
    var seen = look(connection);
    if (seen.isPresent()) {
      found(seen.get());
      throw new StoreException(words(seen.get()));
    }
  }

  private static Optional<String> look(Connection connection) throws SQLException {
    var database = connection.unwrap(SQLiteConnection.class).getDatabase();
    try (var clock = Executors.newSingleThreadScheduledExecutor();
        var statement = connection.createStatement()) {
      var end =
          clock.schedule(
              () -> {
                database.interrupt();
                return null;
              },
              LOOK_MAX.toMillis(),
              TimeUnit.MILLISECONDS);
      try (var row = statement.executeQuery("PRAGMA quick_check(1)")) {
        row.next();
        var said = row.getString(1);
        return said.equals("ok") ? Optional.empty() : Optional.of(said.replace('\n', ' '));
      } catch (SQLException failed) {
        if ((failed.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
          return Optional.empty();
        }
        throw failed;
      } finally {
        end.cancel(false);
      }
    }
  }
}
