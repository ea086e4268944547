package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Secret;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told when the database cannot be worked with: each time what to do.
@Tag("postgres")
@Tag("slow")
class PostgresTroubleTest {
  private static String refusal(String url, String user, String password) {
    var settings = new StoreSettings.Postgres(Path.of("none"), url, user, new Secret(password), 2);
    try (var _ = Store.open(settings, _ -> {})) {
      return "opened";
    } catch (StoreException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void noServer() {
    PostgresServer.shared();

    assertThat(refusal("jdbc:postgresql://127.0.0.1:1/carillon", "carillon", ""))
        .contains("no PostgreSQL answers there");
  }

  @Test
  void aWrongPassword() {
    var server = PostgresServer.shared();
    var url = server.url(server.database());

    assertThat(refusal(url, "guarded", "guessed"))
        .contains("does not let in the user guarded")
        .contains("store.password-file")
        .doesNotContain("guessed");
    assertThat(refusal(url, "nobody", "")).contains("does not let in the user nobody");
    assertThat(refusal(url, "guarded", "")).contains("wants a password of the user guarded");
  }

  @Test
  void aDataFolderThatAnotherServerWorksIn(@TempDir Path data) {
    var one = Opened.freshPostgres();
    var other = Opened.freshPostgres();
    try (var _ = Store.open(one, data, _ -> {})) {
      assertThatThrownBy(() -> Store.open(other, data, _ -> {}))
          .isInstanceOf(StoreTaken.class)
          .hasMessageContaining("is in use");
    }
    Store.open(other, data, _ -> {}).close();
  }

  @Test
  void noSuchDatabase() {
    assertThat(refusal(PostgresServer.shared().url("elsewhere"), "carillon", ""))
        .contains("createdb -O carillon elsewhere");
  }

  @Test
  void aDatabaseOfSomebodyElse() {
    var server = PostgresServer.shared();
    var name = server.database();

    assertThat(refusal(server.url(name), "guarded", "open sesame"))
        .contains("ALTER DATABASE " + name + " OWNER TO guarded");
  }

  @Test
  void anEncodingThatCannotHoldEveryText() {
    var server = PostgresServer.shared();
    var name = server.database("TEMPLATE template0 ENCODING 'SQL_ASCII'");

    assertThat(refusal(server.url(name), "carillon", "")).contains("ENCODING 'UTF8'");
  }

  @Test
  void tablesOfANewerCarillon() {
    var settings = Opened.freshPostgres();
    PostgresServer.shared()
        .sql(settings.database(), "UPDATE flyway_schema_history SET version = '99'");

    assertThat(refusal(settings.url(), "carillon", "")).contains("newer version: tables 99");
  }

  @Test
  void serversThatAreTooOldOrOnlyFollow() {
    assertThat(Postgres.unsuited("11.22", 110_022, "UTF8", false))
        .isEqualTo("PostgreSQL 11.22 is too old; 12 or newer is needed");
    assertThat(Postgres.unsuited("16.1", 160_001, "UTF8", true)).contains("follows");
    assertThat(Postgres.unsuited("12.0", 120_000, "UTF8", false)).isEmpty();
  }

  @Test
  void aUrlSaysWhereAndNeverThePassword() {
    var settings =
        new StoreSettings.Postgres(
            Path.of("none"),
            "jdbc:postgresql://db.example.com/c?user=me",
            "carillon",
            new Secret("geheim"),
            2);

    assertThat(settings.place()).isEqualTo("the database c on db.example.com");
    assertThat(settings.login()).isEqualTo("me");
    assertThat(settings.toString()).doesNotContain("geheim");
    assertThatThrownBy(() ->
            new StoreSettings.Postgres(
                Path.of("none"),
                "jdbc:postgresql://h/c?password=geheim",
                "carillon",
                new Secret(""),
                2))
        .hasMessageContaining("holds a password")
        .hasMessageNotContaining("geheim");
  }
}
