package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.testkit.PostgresServer;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What any tagged version kept is brought up to date and read as it was, on both databases.
class TagsTest {
  private static final String MESSAGE = "-- message ";

  @TempDir Path folder;

  static Stream<String> tags() throws Exception {
    var place = Objects.requireNonNull(TagsTest.class.getResource("/tags")).toURI();
    try (var files = Files.list(Path.of(place))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static List<String> lines(String tag) throws Exception {
    var place = Objects.requireNonNull(TagsTest.class.getResource("/tags/" + tag)).toURI();
    return Files.readAllLines(Path.of(place), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void isReadOnSqlite(String tag) throws Exception {
    var settings = new StoreSettings.Sqlite(folder, Opened.keys());
    load(Sqlite.in(folder), lines(tag));

    assertIsRead(settings, lines(tag));
  }

  @ParameterizedTest
  @MethodSource("tags")
  @Tag("postgres")
  @Tag("slow")
  void isReadOnPostgres(String tag) throws Exception {
    var server = PostgresServer.shared();
    var settings = Opened.postgres(server, server.database());
    load(new Postgres(settings), lines(tag));

    assertIsRead(settings, lines(tag));
  }

  /// Into tables as old as it is, which the start brings up to date.
  @ParameterizedTest
  @MethodSource("tags")
  @Tag("postgres")
  @Tag("slow")
  void aBackupOfItIsRestoredIntoPostgres(String tag) throws Exception {
    load(Sqlite.in(folder), lines(tag));
    var backup = folder.resolve("backup.db");
    Backup.of(new StoreSettings.Sqlite(folder, Opened.keys()), backup, (_, _, _) -> {});
    var server = PostgresServer.shared();
    var to = Opened.postgres(server, server.database());

    Restoring.of(backup, to, false, (_, _) -> {});

    assertIsRead(to, lines(tag));
  }

  /// Makes the tables as they were, and their rows.
  private static void load(Dialect dialect, List<String> lines) throws SQLException {
    var place = dialect.place();
    Flyway.configure()
        .dataSource(place.url(), place.user(), place.password())
        .locations("classpath:migrations")
        .placeholders(dialect.words())
        .target(lines.get(1).substring("-- schema ".length()))
        .load()
        .migrate();
    try (var connection = dialect.writer();
        var statement = connection.createStatement()) {
      for (var line : lines) {
        if (!line.startsWith("--")) {
          statement.execute(said(line, dialect));
        }
      }
      dialect.filled(connection, Table.all(connection));
      connection.commit();
    }
  }

  /// Octets and line ends as the dialect says them; X' inside a text is left alone.
  private static String said(String line, Dialect dialect) {
    if (dialect instanceof Sqlite) {
      return line;
    }
    var said = new StringBuilder();
    boolean text = false;
    for (int i = 0; i < line.length(); i++) {
      if (!text && line.startsWith("X'", i)) {
        said.append("'\\x");
        i++;
        text = true;
      } else {
        text ^= line.charAt(i) == '\'';
        said.append(line.charAt(i));
      }
    }
    return said.toString().replace("'||char(10)||'", "'||chr(10)||'");
  }

  private static void assertIsRead(StoreSettings settings, List<String> lines) throws Exception {
    var expected =
        lines.stream()
            .filter(line -> line.startsWith(MESSAGE))
            .map(line -> line.substring(MESSAGE.length()))
            .toList();
    assertThat(expected).hasSizeGreaterThan(60);
    try (var store = Store.open(settings, _ -> {})) {
      var ports = Opened.ports(store);
      for (var line : expected) {
        var id = new MessageId(Id.fromHex(line.substring(0, 32)).orElseThrow());
        assertThat(TagRows.line(store.messages().find(id).orElseThrow(), ports)).isEqualTo(line);
      }
      assertThat(store.history().count(Filter.of(Samples.ACCOUNT)).messages())
          .isEqualTo(expected.size());
      assertThat(
              store
                  .history()
                  .page(Filter.of(Samples.ACCOUNT), Order.NEWEST, Start.FIRST, 60)
                  .messages())
          .hasSize(60);
      assertThat(store.halves().newest(1_000)).hasSize((int) store.halves().count());
      assertThat(store.accounts().directory().accounts()).isNotEmpty();
      assertThat(store.accounts().balance(Samples.ACCOUNT)).isPresent();
      var fresh = new Samples(99).message();
      store.commits().write(Samples.accept(fresh));
      assertThat(store.messages().find(fresh.id())).contains(fresh);
    }
    assertThat(Checkup.of(settings, _ -> {}))
        .filteredOn(finding -> !finding.isWell())
        .as("what a check finds")
        .isEmpty();
  }
}
