package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.model.Secret;
import io.carillon.store.KeyPlace;
import io.carillon.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreReaderTest {
  @TempDir private Path folder;

  private StoreSettings read(String yaml, Map<String, String> environment) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), environment).store();
  }

  private List<String> troubles(String yaml) {
    return catchThrowableOfType(SettingsRefused.class, () -> read(yaml, Map.of())).troubles();
  }

  @Test
  void theDataFolderUnlessAUrlIsNamed() throws Exception {
    assertThat(read("server: {data: /srv/c}", Map.of()))
        .isEqualTo(new StoreSettings.Sqlite(Path.of("/srv/c")));
    assertThat(read("store: {url: sqlite}", Map.of())).isInstanceOf(StoreSettings.Sqlite.class);
  }

  @Test
  void aServerWithItsPasswordFromTheEnvironment() throws Exception {
    var url = "jdbc:postgresql://db.example.com/carillon";
    var read =
        read(
            "store: {user: me, readers: 3}",
            Map.of("CARILLON_STORE_URL", url, "CARILLON_STORE_PASSWORD", "geheim"));

    assertThat(read)
        .isInstanceOfSatisfying(
            StoreSettings.Postgres.class,
            postgres -> {
              assertThat(postgres.url()).isEqualTo(url);
              assertThat(postgres.user()).isEqualTo("me");
              assertThat(postgres.password().reveal()).isEqualTo("geheim");
              assertThat(postgres.readers()).isEqualTo(3);
            });
    assertThat(read.toString()).doesNotContain("geheim");
  }

  @Test
  void aPasswordFromAFile() throws Exception {
    var file = Files.writeString(folder.resolve("password"), "geheim\n");
    var yaml = "store: {url: 'jdbc:postgresql://h/c', password-file: " + file + "}";

    assertThat(read(yaml, Map.of()))
        .isInstanceOfSatisfying(
            StoreSettings.Postgres.class,
            postgres -> assertThat(postgres.password().reveal()).isEqualTo("geheim"));
  }

  @Test
  void theMasterKeyFromTheEnvironmentOrAFile() throws Exception {
    var key = "ab".repeat(32);
    var given = read("", Map.of("CARILLON_MASTER_KEY", key)).keys();
    assertThat(given.given().reveal()).isEqualTo(key);
    assertThat(given.toString()).doesNotContain(key);
    var named = read("master-key-file: /run/key", Map.of()).keys();
    assertThat(named).isEqualTo(new KeyPlace(new Secret(""), Path.of("/run/key"), false));
    assertThat(read("server: {data: /srv/c}", Map.of()).keys())
        .isEqualTo(KeyPlace.in(Path.of("/srv/c")));
    assertThat(read("", Map.of()).keys().sealsBodies()).isTrue();
    assertThat(read("encryption: off", Map.of()).keys().sealsBodies()).isFalse();

    assertThat(troubles("master-key: hunter2"))
        .containsExactly("master-key is to be 64 hexadecimal digits, or several such with commas");
    assertThat(troubles("{master-key: " + key + ", master-key-file: /run/key}"))
        .containsExactly("master-key-file is not to stand beside a master key");
  }

  @Test
  void theKeysOfPersonsStandInTheDataFolderUnlessAFileIsNamed() throws Exception {
    var data = "server: {data: /srv/c}";
    assertThat(read(data, Map.of()).personKeys()).isEqualTo(Path.of("/srv/c/person.keys"));
    var named = Map.of("CARILLON_PERSON_KEYS_FILE", "/safe/people");
    assertThat(read(data, named).personKeys()).isEqualTo(Path.of("/safe/people"));
    assertThat(read("{server: {data: /srv/c}, person-keys-file: people}", Map.of()).personKeys())
        .isEqualTo(Path.of("people").toAbsolutePath());

    assertThat(troubles("{master-key-file: /run/key, person-keys-file: /run/key}"))
        .containsExactly("person-keys-file is to be another file than that of the master key");
  }

  @Test
  void whatIsWrongIsSaidWithoutThePassword() {
    assertThat(troubles("store: {url: 'postgres://h/c'}"))
        .containsExactly("store.url is to be jdbc:postgresql://host:port/database; or sqlite");
    for (var url : List.of("//h/c?password=geheim", "//me:geheim@h/c")) {
      assertThat(troubles("store: {url: 'jdbc:postgresql:" + url + "'}"))
          .singleElement()
          .asString()
          .startsWith("store.url holds a password")
          .endsWith("see store.user and store.password-file")
          .doesNotContain("geheim");
    }
    assertThat(troubles("store: {password: a, password-file: /nowhere}")).hasSize(2);
    assertThat(troubles("store: {readers: 0}")).hasSize(1);
  }
}
