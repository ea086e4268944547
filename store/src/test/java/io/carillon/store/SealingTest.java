package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Account;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.PostgresServer;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No secret stands in the clear in anything that a store keeps, and none opens without the key.
class SealingTest {
  private static final String TOKEN = "marked-token-11111";
  private static final String WEBHOOK = "marked-webhook-22222";
  private static final String FACT = "marked-fact-33333";
  private static final List<String> MARKED = List.of(TOKEN, WEBHOOK, FACT);

  @TempDir Path folder;

  private StoreSettings.Sqlite settings() {
    return new StoreSettings.Sqlite(folder.resolve("data"));
  }

  private static void fill(Store store) throws InterruptedException {
    var samples = new Samples(3);
    var account =
        new Account(
            Samples.ACCOUNT,
            "named",
            Account.Standing.ACTIVE,
            Samples.START,
            new Secret(TOKEN),
            new Secret(WEBHOOK),
            Optional.empty());
    var resource =
        new Resource(
            samples.id().value(),
            Samples.ACCOUNT,
            Resource.Kind.ESME,
            "bound",
            Map.of("password", FACT),
            Samples.START,
            Samples.START);
    store
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT,
                List.of(),
                List.of(
                    new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION),
                    new Write.Enrolled(new Entry.OfResource(resource), Samples.OCCASION))));
  }

  private static void assertOpens(Store store) {
    var directory = store.accounts().directory();
    var account = directory.account(Samples.ACCOUNT).orElseThrow();
    assertThat(account.token().reveal()).isEqualTo(TOKEN);
    assertThat(account.webhookSecret().reveal()).isEqualTo(WEBHOOK);
    var esme = directory.resources(Samples.ACCOUNT, Resource.Kind.ESME).getFirst();
    assertThat(esme.fact("password")).contains(FACT);
  }

  private void assertNothingMarked() throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(MARKED).as(file.toString()).noneMatch(octets::contains);
      }
    }
  }

  @Test
  void noFileHoldsAMarkedSecret() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      fill(store);
      assertOpens(store);
      assertNothingMarked();
      Backup.of(settings(), folder.resolve("backup.db"), (_, _, _) -> {});
    }
    assertNothingMarked();
    try (var store = Store.open(settings(), _ -> {})) {
      assertOpens(store);
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("data/master.key")))
        .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  /// As a version before the vault left it.
  private static void unseal(Connection connection) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE account SET secrets = NULL, token = '%s', webhook_secret = '%s'"
              .formatted(TOKEN, WEBHOOK));
      statement.execute("DELETE FROM data_key");
    }
    var facts = Contents.tags(Map.of("password", FACT));
    try (var statement = connection.prepareStatement("UPDATE resource SET facts = ?")) {
      statement.setBytes(1, facts);
      statement.execute();
    }
    connection.commit();
  }

  @Test
  void whatStoodInTheClearIsSealedAtTheNextStart() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      fill(store);
    }
    try (var connection = Sqlite.in(folder.resolve("data")).writer()) {
      unseal(connection);
    }
    assertThatThrownBy(this::assertNothingMarked).isInstanceOf(AssertionError.class);

    try (var store = Store.open(settings(), _ -> {})) {
      assertOpens(store);
    }

    assertNothingMarked();
    assertThat(Checkup.of(settings(), _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void postgresKeepsNoneEither() throws Exception {
    var server = PostgresServer.shared();
    var database = Opened.postgres(folder.resolve("data"), server, server.database());
    try (var store = Store.open(database, _ -> {})) {
      fill(store);
    }
    try (var connection = new Postgres(database).writer()) {
      unseal(connection);
    }
    try (var store = Store.open(database, _ -> {})) {
      assertOpens(store);
    }
    try (var reader = new Postgres(database).reader();
        var statement = reader.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*), max(length(token) + length(webhook_secret)),"
                    + " min(get_byte(secrets, 0)), (SELECT min(get_byte(facts, 0)) FROM resource)"
                    + " FROM account")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.getInt(2)).isZero();
      assertThat(rows.getInt(3)).isEqualTo(1);
      assertThat(rows.getInt(4)).isEqualTo(1);
    }
  }

  @Test
  void withoutItsKeyItDoesNotOpenAndNothingIsTouched() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      fill(store);
    }
    var file = folder.resolve("data/master.key");
    var key = Files.readString(file);
    var before = Files.readAllBytes(folder.resolve("data/carillon.db"));

    Files.delete(file);
    assertThatThrownBy(() -> Store.open(settings(), _ -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no master key")
        .hasMessageContaining("bring the file back");
    assertThat(file).doesNotExist();

    Files.writeString(file, Opened.MASTER_KEY);
    assertThatThrownBy(() -> Store.open(settings(), _ -> {}))
        .hasMessageContaining("sealed under the master key")
        .hasMessageNotContaining(Opened.MASTER_KEY);
    assertThat(Checkup.of(settings(), _ -> {})).anyMatch(finding -> !finding.isWell());
    assertThat(NeededKeys.of(settings()).missing()).hasSize(1);
    assertThat(folder.resolve("data/carillon.db")).hasBinaryContent(before);

    Files.writeString(file, key);
    try (var store = Store.open(settings(), _ -> {})) {
      assertOpens(store);
    }
  }

  @Test
  void anotherMasterKeyIsTakenWhileTheStoreIsOpen() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      fill(store);
      var old = NeededKeys.of(settings()).all();

      var rekeying = Rekeying.begin(settings());
      assertThat(rekeying.isDone()).isFalse();
      assertThat(NeededKeys.of(settings()).all()).isEqualTo(old);
      store.sealing().watch();

      assertThat(rekeying.isDone()).isTrue();
      assertThat(NeededKeys.of(settings()).all()).containsExactly(rekeying.word());
    }
    var file = folder.resolve("data/master.key");
    var newest = Files.readString(file).lines().filter(it -> !it.startsWith("#")).toList();
    assertThat(newest).hasSize(2);
    Files.writeString(file, newest.getFirst());
    try (var store = Store.open(settings(), _ -> {})) {
      assertOpens(store);
    }
  }

  @Test
  void anotherMasterKeyIsTakenWithoutAServerToo() throws Exception {
    Store.open(settings(), _ -> {}).close();

    assertThat(Rekeying.begin(settings()).isDone()).isTrue();

    assertThat(NeededKeys.of(settings()).missing()).isEmpty();
  }

  @Test
  void aKeyThatIsGivenIsChangedByGivingAnother() throws Exception {
    var data = folder.resolve("data");
    var given = new StoreSettings.Sqlite(data, Opened.keys());
    try (var store = Store.open(given, _ -> {})) {
      fill(store);
    }
    assertThat(data.resolve(KeyPlace.FILE)).doesNotExist();
    assertThatThrownBy(() -> Rekeying.begin(given)).hasMessageContaining("CARILLON_MASTER_KEY");

    var next = "fe".repeat(32);
    var both = new Secret(next + "," + Opened.MASTER_KEY);
    var place = new KeyPlace(both, data, false);
    Store.open(new StoreSettings.Sqlite(data, place), _ -> {}).close();

    var alone = new KeyPlace(new Secret(next), data, false);
    try (var store = Store.open(new StoreSettings.Sqlite(data, alone), _ -> {})) {
      assertOpens(store);
    }
  }

  @Test
  void aCopyTakesItsKeyAlongAndAPlaceWithAnotherKeyIsRefused() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      fill(store);
    }
    var other = Files.createDirectories(folder.resolve("other"));
    Opened.keyed(other);

    Copying.of(settings(), new StoreSettings.Sqlite(folder.resolve("copy")), (_, _) -> {});
    try (var store = Store.open(new StoreSettings.Sqlite(folder.resolve("copy")), _ -> {})) {
      assertOpens(store);
    }
    assertThatThrownBy(() -> Copying.of(settings(), new StoreSettings.Sqlite(other), (_, _) -> {}))
        .hasMessageContaining("holds another");
    assertThat(other.resolve("carillon.db")).doesNotExist();
  }
}
