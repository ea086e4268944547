package io.carillon.store;

import io.carillon.model.Secret;
import io.carillon.store.search.Limits;
import io.carillon.testkit.Ports;
import io.carillon.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stores for tests. A sync that fails fails the test by never answering.
final class Opened {
  /// The master key of stores that are copied in tests, with which they open anywhere.
  static final String MASTER_KEY = "0123456789abcdef".repeat(4);

  private static final Limits SMALL = new Limits(16, 2, 1_000);
  private static final byte[] EMPTY_STORE = emptyStore();

  private static final Map<String, Path> FOLDERS = new ConcurrentHashMap<>();

  private static String template = "";

  private Opened() {}

  /// A store with all its tables and no row, made once: migrations cost more than most tests.
  private static byte[] emptyStore() {
    try {
      var folder = Files.createTempDirectory("carillon-empty");
      keyed(folder);
      withoutIndex(folder).close();
      forgetTree(new StoreSettings.Sqlite(folder));
      var octets = Files.readAllBytes(folder.resolve("carillon.db"));
      Files.delete(folder.resolve("carillon.db"));
      Files.delete(folder.resolve("carillon.lock"));
      Files.delete(folder.resolve(KeyPlace.FILE));
      Files.delete(folder.resolve(KeyPlace.PEOPLE));
      Files.delete(folder.resolve(KeyPlace.PEOPLE + ".lock"));
      Files.delete(folder);
      return octets;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Store freshSqlite(Path folder) throws IOException {
    keyed(folder);
    Files.write(folder.resolve("carillon.db"), EMPTY_STORE);
    return sqlite(folder);
  }

  /// Makes a database one from which others are made, each with keys of persons of its own.
  static void forgetTree(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var writer = dialect.writer();
        var statement = writer.createStatement()) {
      statement.executeUpdate("DELETE FROM person_tree");
      writer.commit();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Gives a folder the master key of tests.
  static void keyed(Path folder) throws IOException {
    Files.writeString(folder.resolve(KeyPlace.FILE), MASTER_KEY + "\n");
  }

  /// Brings the keys of a store to another place, as whoever restores a backup does.
  static void carryKeys(StoreSettings from, StoreSettings to) throws IOException {
    Files.createDirectories(to.folder());
    keyed(to.folder());
    Files.copy(from.personKeys(), to.personKeys(), StandardCopyOption.REPLACE_EXISTING);
  }

  /// The master key of tests, said outright.
  static KeyPlace keys() {
    return new KeyPlace(new Secret(MASTER_KEY), Path.of("none"), false);
  }

  /// A store whose lists are walked.
  static Store withoutIndex(Path folder) {
    return Store.open(new StoreSettings.Sqlite(folder), Searching.Place.NONE, _ -> {});
  }

  /// A store with an index of very small parts.
  static Store withSmallIndex(StoreSettings settings, Path data) {
    var place = new Searching.Place(Optional.of(data), SMALL);
    return Store.open(settings, place, _ -> {});
  }

  static Store sqlite(Path folder) {
    return Store.open(new StoreSettings.Sqlite(folder), _ -> {});
  }

  /// Settings of a fresh database with all tables; skips the test, aloud, where there is no server.
  static StoreSettings.Postgres freshPostgres() {
    var server = PostgresServer.shared();
    return postgres(server, server.database("TEMPLATE " + migrated(server)));
  }

  /// The same with a data folder of the test's.
  static StoreSettings.Postgres freshPostgres(Path folder) {
    var server = PostgresServer.shared();
    return postgres(folder, server, server.database("TEMPLATE " + migrated(server)));
  }

  /// Migrations cost more than a copy of a database.
  private static synchronized String migrated(PostgresServer server) {
    if (template.isEmpty()) {
      var name = server.database();
      Store.open(postgres(server, name), _ -> {}).close();
      forgetTree(postgres(server, name));
      template = name;
    }
    return template;
  }

  static StoreSettings.Postgres postgres(PostgresServer server, String database) {
    return postgres(FOLDERS.computeIfAbsent(database, Opened::folder), server, database);
  }

  /// Of an earlier run's database of the same name another one is left, with other keys in it.
  private static Path folder(String database) {
    try {
      return Files.createTempDirectory("carillon-" + database);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The same with a data folder of the test's.
  static StoreSettings.Postgres postgres(Path folder, PostgresServer server, String database) {
    return new StoreSettings.Postgres(
        folder, server.url(database), PostgresServer.USER, new Secret(""), 2, keys());
  }

  static Ports ports(Store store) {
    return new Ports(
        store.commits(),
        store.messages(),
        store.history(),
        store.notices(),
        store.traces(),
        store.halves(),
        store.fragments(),
        store.prints(),
        store.refusals(),
        store.consents(),
        store.accounts(),
        store.networks(),
        store.audits(),
        new Ports.Books(
            store.ledger(),
            store.usages(),
            store.spendings(),
            store.accountEvents(),
            store.events(),
            store.attempts(),
            store.replays()),
        store.signings(),
        store.conversations(),
        store.words());
  }
}
