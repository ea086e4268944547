package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.model.Address;
import io.carillon.store.Backup;
import io.carillon.store.KeyPlace;
import io.carillon.store.PersonExport;
import io.carillon.store.PersonKeysStanding;
import io.carillon.store.Restoring;
import io.carillon.store.Retention;
import io.carillon.store.Store;
import io.carillon.store.StoreSettings;
import io.carillon.testkit.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody can reach a backup that was made before a person was erased; but who restores it with the
/// keys as they are now gets everybody back except that person.
@Tag("slow")
@Tag("journey")
class PersonKeysJourneyTest {
  private static final Retention MONTH = new Retention(Duration.ofDays(30), true, Duration.ZERO);
  private static final String ADA = "14155559151";
  private static final String BEN = "14155559152";
  private static final String WORDS = "Quittengelee";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private int restored;

  private Path data() {
    return folder.resolve("data");
  }

  private static String send(Client client, String to) throws Exception {
    var body =
        """
        {"from": "+14155552671", "to": "+%s", "text": "%s %s", "reference": "%s-ref",
         "tags": {"name": "%s"}}\
        """
            .formatted(to, WORDS, to, WORDS, WORDS);
    var reply = client.post("/v2/messages", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    var id = reply.json().path("id").asText();
    client.awaitStatus(id, "delivered");
    return id;
  }

  private static JsonNode read(Client client, String id) throws Exception {
    return client.get("/v2/messages/" + id).json();
  }

  private void archive() throws InterruptedException {
    try (var store = Store.open(Stores.of(data()), _ -> {})) {
      var later = Instant.now().plus(Duration.ofDays(60));
      assertThat(store.retainAll(MONTH, later).messages()).isEqualTo(2);
    }
  }

  private Path backup() {
    var file = folder.resolve("backup.db");
    Backup.of(Stores.of(data()), file, (_, _, _) -> {});
    return file;
  }

  /// Into a folder of a new server, which has nothing but the master key, by keys as they are now.
  private Path restore(Path backup) throws IOException {
    restored++;
    var next = folder.resolve("next" + restored);
    var there = Files.createDirectories(next.resolve("data"));
    var master = data().resolve(KeyPlace.FILE);
    if (Files.exists(master)) {
      Files.copy(master, there.resolve(KeyPlace.FILE));
    }
    var wish = new Restoring.Wish(false, Optional.of(data().resolve(KeyPlace.PEOPLE)));
    Restoring.of(backup, Stores.empty(there), wish, (_, _) -> {});
    return next;
  }

  /// What a backup tells of a person to whoever has the keys as they are now.
  private String told(Path backup, String person) throws IOException {
    var out = new ByteArrayOutputStream();
    var place = Stores.of(restore(backup).resolve("data"));
    PersonExport.of(place, Address.phone("+" + person), Optional.empty(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Which files under a place hold a text, packed ones among them.
  private static List<Path> holding(Path place, String text) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(place)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (text(file).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        var unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(unpacked.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String order(Client client) throws Exception {
    var asked = "{\"addresses\": [\"+" + ADA + "\"], \"reason\": \"Request 4713\"}";
    var reply = client.post("/v2/erasures", asked);
    assertThat(reply.status()).as(reply.body()).isLessThan(300);
    return "/v2/erasures/" + reply.json().path("id").asText();
  }

  private static JsonNode done(Client client, String order) throws Exception {
    client.await(order, it -> it.json().path("status").asText().equals("done"));
    return JSON.readTree(client.get(order + "/certificate").json().path("certificate").asText());
  }

  @Test
  void aBackupGivesEverybodyBackButWhoWasErasedSince() throws Exception {
    var ada = new ArrayList<String>();
    var ben = new ArrayList<String>();
    try (var rig = Rig.open(folder, "")) {
      ada.add(send(rig.client(), ADA));
      ben.add(send(rig.client(), BEN));
    }
    archive();
    Path backup;
    try (var rig = Rig.open(folder, "")) {
      var client = rig.client();
      ada.add(send(client, ADA));
      ben.add(send(client, BEN));

      backup = backup();
      for (var text : List.of(ADA.substring(1), BEN.substring(1), WORDS)) {
        assertThat(text(backup)).doesNotContain(text);
        assertThat(holding(folder.resolve("backup.db.archive"), text)).isEmpty();
        assertThat(holding(data().resolve("archive"), text)).isEmpty();
      }
      assertThat(holding(folder.resolve("backup.db.archive"), "\"v\":2")).isNotEmpty();
      assertThat(told(backup, ADA)).contains(WORDS, "\"message\":2");

      var certificate = done(client, order(client));
      assertThat(certificate.at("/person_keys/destroyed").asInt()).isPositive();
      assertThat(certificate.at("/person_keys/change").asLong()).isOne();
      assertThat(PersonKeysStanding.of(Stores.of(data())).needed())
          .contains(certificate.at("/person_keys/tree").asText());
      assertThat(client.get("/metrics").body())
          .containsPattern("carillon_erasures_keys_destroyed [1-9]")
          .containsPattern("carillon_erasures_key_secrets [1-9][0-9]");
    }

    var next = restore(backup);
    try (var rig = Rig.open(next, "")) {
      var client = rig.client();
      for (var id : ada) {
        var bare = read(client, id);
        assertThat(bare.path("to").asText()).isEqualTo("erased");
        assertThat(bare.toString()).doesNotContain(ADA).doesNotContain(WORDS);
      }
      for (var id : ben) {
        var whole = read(client, id);
        assertThat(whole.path("to").asText()).isEqualTo("+" + BEN);
        assertThat(whole.toString()).contains(WORDS + " " + BEN, WORDS + "-ref");
      }
      assertThat(client.get("/v2/people/+" + BEN + "/export").body())
          .contains("\"message\":2", "\"complete\":true");
      assertThat(client.get("/v2/people/+" + ADA + "/export").body())
          .contains("\"complete\":true")
          .doesNotContain(WORDS);
    }
    assertThat(Stores.troubles(next.resolve("data"))).isEmpty();
  }

  /// SIGKILL with the rows blotted out and the keys still whole, and then with the keys destroyed
  /// and the order still open: the next server finishes it, and at no moment is anybody half there.
  @Test
  void anErasureIsFinishedWhereverTheProcessWasKilled() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "");
    String ada;
    String ben;
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      ada = send(client, ADA);
      ben = send(client, BEN);
      server.stop();
    }
    archive();
    var backup = backup();

    String order;
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY);
        var held = heldKeys();
        var _ = held.lock()) {
      order = order(client);
      client.await("/v2/messages/" + ada, it -> it.json().path("to").asText().equals("erased"));
      server.kill();
    }
    assertThat(changes()).contains("after 0 erasures");
    assertThat(told(backup, ADA)).contains(WORDS + " " + ADA, "\"message\":1");

    refuseToFinish();
    try (var server = Child.on(folder, settings)) {
      server.port();
      var patience = new Patience(Duration.ofSeconds(60));
      while (!changes().contains("after 1 erasures")) {
        patience.rest(() -> "no key is destroyed yet");
      }
      server.kill();
    }
    letFinish();
    assertThat(told(backup, ADA)).doesNotContain(WORDS).doesNotContain("\"kind\":\"message\"");
    assertThat(told(backup, BEN)).contains(WORDS + " " + BEN, "\"message\":1");

    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      var certificate = done(client, order);
      assertThat(certificate.at("/erased/message").asInt()).isOne();
      assertThat(certificate.at("/person_keys/change").asLong()).isEqualTo(2);
      assertThat(read(client, ada).toString()).contains("erased").doesNotContain(WORDS);
      assertThat(read(client, ben).toString()).contains(WORDS + " " + BEN);
      server.stop();
    }
    assertThat(told(backup, ADA)).doesNotContain(WORDS);
    assertThat(told(backup, BEN)).contains(WORDS + " " + BEN);
    assertThat(Stores.troubles(data())).isEmpty();
  }

  /// Whoever destroys a key takes this lock first.
  private FileChannel heldKeys() throws IOException {
    var file = data().resolve(KeyPlace.PEOPLE + ".lock");
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private String changes() {
    return PersonKeysStanding.of(Stores.of(data())).words();
  }

  private void refuseToFinish() throws SQLException {
    if (isPostgres()) {
      change(
          "CREATE FUNCTION refuse() RETURNS trigger AS"
              + " 'BEGIN RAISE EXCEPTION ''the test stops it''; END' LANGUAGE plpgsql");
      change(
          "CREATE TRIGGER unfinished BEFORE UPDATE ON erasure FOR EACH ROW"
              + " WHEN (NEW.standing = 2) EXECUTE FUNCTION refuse()");
    } else {
      change(
          "CREATE TRIGGER unfinished BEFORE UPDATE ON erasure WHEN NEW.standing = 2"
              + " BEGIN SELECT RAISE(ABORT, 'the test stops it'); END");
    }
  }

  private void letFinish() throws SQLException {
    change("DROP TRIGGER unfinished" + (isPostgres() ? " ON erasure" : ""));
  }

  private boolean isPostgres() {
    return Stores.of(data()) instanceof StoreSettings.Postgres;
  }

  private void change(String sql) throws SQLException {
    var variables = Stores.variables(data());
    var url =
        variables.getOrDefault("CARILLON_STORE_URL", "jdbc:sqlite:" + data() + "/carillon.db");
    var user = variables.getOrDefault("CARILLON_STORE_USER", "");
    try (var writer = DriverManager.getConnection(url, user, "");
        var statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }
}
