package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that was destroyed is nowhere any more, so that what it sealed opens for nobody.
class ShreddingTest {
  @TempDir Path folder;

  private final Samples samples = new Samples(3);

  private StoreSettings.Sqlite settings() {
    return new StoreSettings.Sqlite(folder.resolve("data"));
  }

  private Message write(Store store) throws InterruptedException {
    var message = samples.message(new Content.Text("said"));
    store.commits().write(accept(message));
    return message;
  }

  private static void enroll(Store store, Entry entry) throws InterruptedException {
    store.commits().write(inside(new Write.Enrolled(entry, Samples.OCCASION)));
  }

  private static List<String> wrapped(Connection connection) throws SQLException {
    var keys = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT wrapped FROM data_key WHERE account IS NOT NULL ORDER BY id")) {
      while (rows.next()) {
        keys.add(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1));
      }
    }
    return keys;
  }

  private boolean isAnywhere(String octets) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(octets)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void assertShredded(Store store, Message message) {
    assertThat(store.messages().find(message.id()))
        .contains(message.with(new Content.Shredded(), Keepsake.NONE));
  }

  @Test
  void noFileHoldsADestroyedKey() throws Exception {
    Message message;
    try (var store = Store.open(settings(), _ -> {});
        var reader = Sqlite.in(folder.resolve("data")).reader()) {
      message = write(store);
      enroll(store, new Entry.Resealed(ACCOUNT));
      write(store);
      var keys = wrapped(reader);
      assertThat(keys).hasSize(2);
      assertThat(isAnywhere(keys.getFirst())).isTrue();

      enroll(store, new Entry.Shredded(ACCOUNT));
      assertShredded(store, message);
      assertThat(store.sealing().figures().shredded()).isEqualTo(2);
      assertThat(wrapped(reader)).isEmpty();
      store.sealing().watch();

      for (var key : keys) {
        assertThat(isAnywhere(key)).isFalse();
      }
    }
    try (var store = Store.open(settings(), _ -> {})) {
      assertShredded(store, message);
    }
    assertThat(Checkup.of(settings(), _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  void whatABackupStillReadsIsClearedWhenItIsDone() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      write(store);
      String key;
      try (var snapshot = Sqlite.in(folder.resolve("data")).snapshot()) {
        key = wrapped(snapshot).getFirst();
        enroll(store, new Entry.Shredded(ACCOUNT));
        store.sealing().watch();
        assertThat(isAnywhere(key)).isTrue();
      }

      store.sealing().watch();

      assertThat(isAnywhere(key)).isFalse();
    }
  }

  @Test
  void aStoreThatWasKilledBeforeItClearedDoesSoLater() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      write(store);
      enroll(store, new Entry.Shredded(ACCOUNT));
    }
    try (var reader = Sqlite.in(folder.resolve("data")).reader()) {
      assertThat(cleared(reader)).isZero();
    }

    try (var store = Store.open(settings(), _ -> {});
        var reader = Sqlite.in(folder.resolve("data")).reader()) {
      store.sealing().watch();

      assertThat(cleared(reader)).isEqualTo(1);
    }
  }

  private static int cleared(Connection reader) throws SQLException {
    try (var statement = reader.createStatement();
        var rows = statement.executeQuery("SELECT sum(cleared) FROM shredded_key")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void postgresHoldsNoneEither() throws Exception {
    var database = Opened.freshPostgres(folder.resolve("data"));
    try (var store = Store.open(database, _ -> {});
        var reader = new Postgres(database).reader()) {
      var message = write(store);
      assertThat(wrapped(reader)).hasSize(1);

      enroll(store, new Entry.Shredded(ACCOUNT));
      store.sealing().watch();

      assertShredded(store, message);
      assertThat(wrapped(reader)).isEmpty();
      assertThat(cleared(reader)).isEqualTo(1);
    }
  }

  @Test
  void aCopyKnowsWhatWasShredded() throws Exception {
    Message message;
    try (var store = Store.open(settings(), _ -> {})) {
      message = write(store);
      enroll(store, new Entry.Shredded(ACCOUNT));
    }
    var copy = new StoreSettings.Sqlite(folder.resolve("copy"));

    Copying.of(settings(), copy, (_, _) -> {});

    try (var store = Store.open(copy, _ -> {})) {
      assertShredded(store, message);
    }
  }
}
