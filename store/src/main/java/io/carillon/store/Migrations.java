package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// Brings the tables to the newest version: numbered, forward only.
final class Migrations {
  /// The number of the newest file in `resources/migrations`; a test compares them.
  static final int NEWEST = 44;

  private Migrations() {}

  /// Where Flyway connects to.
  ///
  /// @param password null = the driver may look elsewhere
  record Place(String url, String user, @Nullable String password) {}

  /// Runs what is missing up to the newest, as [#run(Connection, Dialect, int)] does.
  static int run(Connection connection, Dialect dialect) throws SQLException {
    return run(connection, dialect, NEWEST);
  }

  /// Runs what is missing, while `connection` holds the data for us. Flyway costs about 150 ms of
  /// start-up even when nothing is to do, so it is only asked when one row, read beforehand, says
  /// that the tables are behind.
  ///
  /// @param last the version at which it stops
  /// @return the version before
  static int run(Connection connection, Dialect dialect, int last) throws SQLException {
    int version = refuseNewer(connection);
    connection.commit();
    if (version >= last) {
      return version;
    }
    var place = dialect.place();
    try {
      Flyway.configure()
          .dataSource(place.url(), place.user(), place.password())
          .locations("classpath:migrations")
          .placeholders(dialect.words())
          .target(Integer.toString(last))
          .load()
          .migrate();
      return version;
    } catch (FlywayException broken) {
      throw new StoreException(
          "the tables cannot be brought up to date: " + trouble(broken, dialect), broken);
    }
  }

  /// The version of the tables, where it is one that we know.
  static int refuseNewer(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > NEWEST) {
      throw new StoreException(
          "the data was written by a newer version: tables "
              + version
              + ", this one knows "
              + NEWEST);
    }
    return version;
  }

  private static String trouble(FlywayException broken, Dialect dialect) {
    for (@Nullable Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException said) {
        return dialect.trouble(said);
      }
    }
    return "a bug, see the log";
  }

  /// The version of the tables; 0 where there are none.
  static int version(Connection connection) throws SQLException {
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
