package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.store.Retention;
import io.carillon.store.Store;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person is erased from a whole server: from what was sent, archived, waits and was said; a
/// signed certificate shows it, and what the person stopped stays stopped.
@Tag("slow")
@Tag("journey")
class ErasureJourneyTest {
  private static final Retention MONTH = new Retention(Duration.ofDays(30), true, Duration.ZERO);
  private static final String PERSON = "14155559055";
  private static final String OTHER = "14155559056";
  private static final String WORDS = "Mirabelle";

  @TempDir Path folder;

  private static String send(Client client, String to, String more) throws Exception {
    var reply =
        client.post(
            "/v2/messages",
            """
            {"from": "+14155552671", "to": "+%s", "text": "%s", "reference": "%s-ref",
             "tags": {"name": "%s"}%s}\
            """
                .formatted(to, WORDS, WORDS, WORDS, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  private static JsonNode read(Client client, String id) throws Exception {
    return client.get("/v2/messages/" + id).json();
  }

  private static boolean isSigned(JsonNode certificate) throws Exception {
    var pem = certificate.path("public_key").asText().replaceAll("-----[A-Z ]+-----", "");
    var key = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem));
    var check = Signature.getInstance("Ed25519");
    check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(key));
    check.update(certificate.path("certificate").asText().getBytes(StandardCharsets.UTF_8));
    return check.verify(Base64.getDecoder().decode(certificate.path("signature").asText()));
  }

  /// Which files under a folder hold a text, packed ones among them.
  private static List<Path> holding(Path folder, String text) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(folder)) {
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

  private static void shows(Client client, String path, JsonNode done) throws Exception {
    var certificate = client.get(path + "/certificate").json();
    assertThat(isSigned(certificate)).isTrue();
    var said = new JsonMapper().readTree(certificate.path("certificate").asText());
    assertThat(said.path("erased").path("message").asLong()).isEqualTo(3);
    assertThat(said.path("people_hmac_sha256_128")).isEqualTo(done.path("people"));
    assertThat(said.path("person_keys").path("change").asLong()).isOne();
    assertThat(said.path("person_keys").path("destroyed").asLong()).isPositive();
    assertThat(said.toString()).doesNotContain(PERSON);
    assertThat(client.get("/v2/signing-key").json().path("public_key"))
        .isEqualTo(certificate.path("public_key"));
  }

  /// All that is held about the person is these.
  private static void tells(Client client, String... these) throws Exception {
    var told = client.get("/v2/people/+" + PERSON + "/export").body();
    assertThat(told).contains(these).contains("\"complete\":true").doesNotContain(OTHER);
  }

  @Test
  void aPersonIsErasedFromEverything() throws Exception {
    var data = folder.resolve("data");
    String archived;
    try (var rig = Rig.open(folder, "")) {
      archived = send(rig.client(), PERSON, "");
      rig.client().awaitStatus(archived, "delivered");
    }
    try (var store = Store.open(Stores.of(data), _ -> {})) {
      var later = Instant.now().plus(Duration.ofDays(60));
      assertThat(store.retainAll(MONTH, later).messages()).isOne();
    }
    assertThat(holding(data.resolve("archive"), "\"v\":2")).isNotEmpty();
    try (var rig = Rig.open(folder, "")) {
      var client = rig.client();
      var recent = send(client, PERSON, "");
      client.awaitStatus(recent, "delivered");
      var inAnHour = Instant.now().plus(Duration.ofHours(1)).toString();
      var waiting = send(client, PERSON, ", \"send_at\": \"" + inAnHour + "\"");
      var others = send(client, OTHER, "");
      client.awaitStatus(others, "delivered");
      var stop = "{\"to\": \"+" + PERSON + "\", \"action\": \"revoke\", \"method\": \"voice\"}";
      assertThat(client.post("/v2/consents", stop).status()).isEqualTo(201);
      client.awaitStatus(waiting, "failed");
      tells(client, WORDS, "\"message\":3", "\"consent\":1", "\"stop\":1");
      var asked = "{\"addresses\": [\"+" + PERSON + "\"], \"reason\": \"Request 4711\"}";
      var order = client.post("/v2/erasures", asked, "erase-1").json();
      var path = "/v2/erasures/" + order.path("id").asText();
      var again = client.post("/v2/erasures", asked, "erase-1").json();
      assertThat(again.path("id")).isEqualTo(order.path("id"));
      var done = client.await(path, it -> it.json().path("status").asText().equals("done"));

      assertThat(done.body()).doesNotContain(PERSON).contains("Request 4711");
      assertThat(done.json().path("erased").toString()).contains("\"message\":3", "\"consent\":1");
      for (var id : List.of(archived, recent, waiting)) {
        var bare = read(client, id);
        assertThat(bare.path("to").asText()).isEqualTo("erased");
        assertThat(bare.toString()).doesNotContain(PERSON).doesNotContain(WORDS);
        assertThat(bare.path("status").asText())
            .isEqualTo(id.equals(waiting) ? "failed" : "delivered");
      }
      assertThat(client.get("/v2/messages").json().path("data"))
          .extracting(it -> it.path("id").asText())
          .containsExactly(read(client, others).path("id").asText());
      assertThat(client.get("/v2/consents.jsonl").body()).isEmpty();
      var refused =
          client.post(
              "/v2/messages",
              "{\"from\": \"+14155552671\", \"to\": \"+" + PERSON + "\", \"text\": \"hi\"}");
      assertThat(refused.body()).contains("opted_out");
      shows(client, path, done.json());
      tells(client, "\"erasure\":1", "\"lines\":{\"audit\":3,\"erasure\":1,");
      assertThat(client.get("/v2/audit?kind=erasure").body())
          .contains("Request 4711")
          .doesNotContain(PERSON);
    }
    assertThat(holding(data.resolve("archive"), WORDS)).isEmpty();
    // the far end that is played keeps its own book
    assertThat(holding(data, PERSON)).allMatch(it -> it.startsWith(data.resolve("sandbox")));
    assertThat(Stores.troubles(data)).isEmpty();
  }

  /// The order was answered, so it is carried out, however often the process is killed.
  @Test
  void anOrderThatWasTakenOutlivesAKill() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "");
    var ids = new ArrayList<String>();
    String path;
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      for (int i = 0; i < 30; i++) {
        ids.add(send(client, PERSON, ""));
      }
      for (var id : ids) {
        client.awaitStatus(id, "delivered");
      }
      var asked = "{\"addresses\": [\"+" + PERSON + "\"], \"reason\": \"Request 4712\"}";
      path = "/v2/erasures/" + client.post("/v2/erasures", asked).json().path("id").asText();
      var patience = new Patience(Duration.ofSeconds(30));
      while (!read(client, ids.getFirst()).path("to").asText().equals("erased")) {
        patience.rest(() -> "nothing is erased yet");
      }
      server.kill();
    }
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      var done = client.await(path, it -> it.json().path("status").asText().equals("done"));
      assertThat(done.json().path("erased").path("message").asLong()).isEqualTo(ids.size());
      for (var id : ids) {
        assertThat(read(client, id).path("to").asText()).isEqualTo("erased");
      }
      server.stop();
    }
  }
}
