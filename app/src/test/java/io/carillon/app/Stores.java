package io.carillon.app;

import io.carillon.model.Secret;
import io.carillon.store.Checkup;
import io.carillon.store.KeyPlace;
import io.carillon.store.Store;
import io.carillon.store.StoreSettings;
import io.carillon.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which store the servers of tests work on: SQLite in their data folder or, where the property
/// `carillon.test.store` is `postgres`, a database on a real server, one for each data folder.
///
/// Tests with the tag `journey` are run on both by `./carillon test`.
final class Stores {
  private static final boolean ON_POSTGRES =
      System.getProperty("carillon.test.store", "sqlite").equals("postgres");

  /// Databases are copied: their secrets have to open everywhere.
  private static final String MASTER_KEY = "0123456789abcdef".repeat(4);

  private static final Map<Path, String> DATABASES = new HashMap<>();
  private static final Map<PostgresServer, String> TEMPLATES = new HashMap<>();

  private Stores() {}

  /// The variables with which a server on this data folder finds its store again and again.
  static Map<String, String> variables(Path data) {
    return ON_POSTGRES ? onPostgres(PostgresServer.shared(), data) : Map.of();
  }

  /// The same for servers that are started with these flags.
  static Map<String, String> variables(List<String> flags) {
    int at = flags.indexOf("--data");
    return at < 0 || flags.contains("--store") ? Map.of() : variables(Path.of(flags.get(at + 1)));
  }

  /// The same on a server of the test's own.
  static synchronized Map<String, String> onPostgres(PostgresServer server, Path data) {
    var database =
        DATABASES.computeIfAbsent(data.toAbsolutePath().normalize(), _ -> migrated(server));
    return Map.of(
        "CARILLON_STORE_URL",
        server.url(database),
        "CARILLON_STORE_USER",
        PostgresServer.USER,
        "CARILLON_MASTER_KEY",
        MASTER_KEY);
  }

  /// What a check of the store finds that is not well, once its server has stopped.
  static List<Checkup.Finding> troubles(Path data) {
    return Checkup.of(of(data), _ -> {}).stream().filter(finding -> !finding.isWell()).toList();
  }

  /// The store of a server with this data folder.
  static StoreSettings of(Path data) {
    var url = variables(data).get("CARILLON_STORE_URL");
    return url == null
        ? new StoreSettings.Sqlite(data)
        : new StoreSettings.Postgres(data, url, PostgresServer.USER, new Secret(""), 1, keys());
  }

  /// The same without any table yet: a place to restore to.
  static synchronized StoreSettings empty(Path data) {
    if (ON_POSTGRES) {
      DATABASES.put(data.toAbsolutePath().normalize(), PostgresServer.shared().database());
    }
    return of(data);
  }

  private static KeyPlace keys() {
    return new KeyPlace(new Secret(MASTER_KEY), Path.of("none"), false);
  }

  /// A database with all tables: a copy, since migrations cost more.
  private static String migrated(PostgresServer server) {
    var template =
        TEMPLATES.computeIfAbsent(
            server,
            _ -> {
              var name = server.database();
              var url = server.url(name);
              var password = new Secret("");
              try {
                var folder = Files.createTempDirectory("carillon-template");
                var settings =
                    new StoreSettings.Postgres(
                        folder, url, PostgresServer.USER, password, 1, keys());
                Store.open(settings, _ -> {}).close();
                forgetTree(url);
              } catch (IOException | SQLException failed) {
                throw new IllegalStateException(failed);
              }
              return name;
            });
    return server.database("TEMPLATE " + template);
  }

  /// So that each copy has keys of persons of its own.
  private static void forgetTree(String url) throws SQLException {
    try (var writer = DriverManager.getConnection(url, PostgresServer.USER, "");
        var statement = writer.createStatement()) {
      statement.executeUpdate("DELETE FROM person_tree");
    }
  }
}
