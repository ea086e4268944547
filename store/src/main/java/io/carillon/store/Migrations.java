package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables to the newest version: numbered, forward only.
final class Migrations {
  /// The number of the newest file in `resources/migrations`; a test compares them.
  static final int NEWEST = 7;

  private Migrations() {}

  /// Where Flyway connects to.
  record Place(String url, String user, String password) {}

  /// Runs what is missing, while `connection` holds the data for us. Flyway costs about 150 ms of
  /// start-up even when nothing is to do, so it is only asked when one row, read beforehand, says
  /// that the tables are behind.
  static void run(Connection connection, Place place, Map<String, String> words)
      throws SQLException {
    int version = version(connection);
    connection.commit();
    if (version > NEWEST) {
      throw new StoreException(
          "the data was written by a newer version: tables "
              + version
              + ", this one knows "
              + NEWEST);
    }
    if (version == NEWEST) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(place.url(), place.user(), place.password())
          .locations("classpath:migrations")
          .placeholders(words)
          .load()
          .migrate();
    } catch (FlywayException broken) {
      throw new StoreException("the tables cannot be brought up to date", broken);
    }
  }

  /// The version of the tables; 0 where there are none.
  private static int version(Connection connection) throws SQLException {
    try (var tables =
        connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
