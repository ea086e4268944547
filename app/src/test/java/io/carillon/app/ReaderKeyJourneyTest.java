package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.front.naming.MessageNames;
import io.carillon.testkit.JweReader;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account registers a public key with a whole server: from then on only who holds the private
/// half reads what its messages said.
@Tag("slow")
@Tag("journey")
class ReaderKeyJourneyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "/v2/account/reader-key";
  private static final String SENDER = "+14155552671";
  private static final String PERSON = "+14155551234";
  private static final String TEXT = "Marked-words-77777";

  @TempDir private Path folder;

  private static JweReader registered(Rig rig, JweReader reader) throws Exception {
    var request = JSON.createObjectNode().put("pem", reader.pem()).toString();
    var reply = rig.client().post(KEY, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reader;
  }

  private static JsonNode message(Rig rig, String id) throws Exception {
    return rig.client().get("/v2/messages/" + id).json();
  }

  private static void assertReads(JweReader reader, String jwe) {
    assertThat(reader.open(jwe)).isEqualTo(TEXT);
  }

  @Test
  void whatWasSentInAnyDialectIsReadByTheReaderAlone() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var reader = registered(rig, JweReader.rsa(2_048));
      for (var way : EveryDialectTest.Way.values()) {
        var id = way.named(way.send(rig.client(), PERSON, TEXT));
        rig.client().awaitStatus(MessageNames.uuid(id), "delivered");

        var content = message(rig, MessageNames.uuid(id)).path("content");

        assertThat(content.path("kind").asText()).isEqualTo("sealed");
        assertReads(reader, content.path("jwe").asText());
        for (var other : EveryDialectTest.Way.values()) {
          assertThat(rig.client().get(other.read(MessageNames.uuid(id))).body())
              .doesNotContain(TEXT);
        }
      }
      var handset = rig.client().get("/sandbox/handsets/" + PERSON + "/messages").body();
      assertThat(handset).contains(TEXT);
      var found = rig.client().get("/v2/messages?q=Marked").json().path("data");
      assertThat(found.isArray()).isTrue();
      assertThat(found).isEmpty();
      assertThat(rig.client().get("/metrics").body())
          .contains("carillon_content_sealed_total{outcome=\"sealed\"");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  @Test
  void whatWaitsIsReadUntilItEndsAndAKeyMayBeReplacedAndRemoved() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var first = registered(rig, JweReader.p256());
      var done = scheduled(rig);
      var before = ended(rig, done);
      var waits = scheduled(rig);
      assertThat(message(rig, waits).at("/content/text").asText()).isEqualTo(TEXT);

      var second = registered(rig, JweReader.x25519());

      var jwe = ended(rig, waits);
      assertReads(second, jwe);
      assertThat(JweReader.header(jwe))
          .contains("X25519", rig.client().get(KEY).json().path("kid").asText());
      assertThat(message(rig, done).at("/content/jwe").asText()).isEqualTo(before);
      assertReads(first, before);

      assertThat(rig.client().delete(KEY).status()).isEqualTo(200);
      var plain = scheduled(rig);
      rig.client().post("/v2/messages/" + plain + "/cancel", "");
      assertThat(message(rig, plain).at("/content/text").asText()).isEqualTo(TEXT);
      assertReads(second, message(rig, waits).at("/content/jwe").asText());
    }
  }

  /// Calls one off; as what it is kept then.
  private static String ended(Rig rig, String id) throws Exception {
    rig.client().post("/v2/messages/" + id + "/cancel", "");
    return message(rig, id).at("/content/jwe").asText();
  }

  private static String scheduled(Rig rig) throws Exception {
    var sent =
        rig.client()
            .post(
                "/v2/messages",
                "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\", \"send_at\": \"%s\"}"
                    .formatted(SENDER, PERSON, TEXT, Instant.now().plusSeconds(3_600)));
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    return sent.json().path("id").asText();
  }

  /// Each in the dialect whose webhooks tell of it, with the last of its calls.
  private static Listener.Call told(Rig rig, Listener listener, Sent sent) throws Exception {
    assertThat(sent.send(rig.client(), listener.url("/hook")).status()).isBetween(200, 202);
    var call = listener.next();
    assertThat(call.body()).doesNotContain(TEXT).doesNotContain("Marked");
    while (!call.body().contains("delivered")) {
      call = listener.next();
      assertThat(call.body()).doesNotContain(TEXT).doesNotContain("Marked");
    }
    return call;
  }

  private interface Sent {
    Client.Reply send(Client client, String url) throws Exception;
  }

  private static Sent byForm(String path) {
    return (client, url) -> {
      var form = "From=%s&To=%s&Body=%s&StatusCallback=%s".formatted(SENDER, PERSON, TEXT, url);
      return client.postForm(path.formatted(Rig.SID), form.replace("+", "%2B"));
    };
  }

  @Test
  void webhooksOfEveryDialectThatHasTheWordsHaveThemSealed() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK);
        var listener = new Listener()) {
      var reader = registered(rig, JweReader.p256());
      var values =
          "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\", ".formatted(SENDER, PERSON, TEXT);

      told(rig, listener, byForm("/2010-04-01/Accounts/%s/Messages.json"));
      var form = told(rig, listener, byForm("/restcomm/2012-04-24/Accounts/%s/SMS/Messages.json"));
      told(
          rig,
          listener,
          (client, url) ->
              client.post("/v1/messages", values + "\"webhook_url\": \"" + url + "\"}"));

      var body = Pattern.compile("(?:^|&)Body=([^&]*)").matcher(form.body());
      assertThat(body.find()).isTrue();
      assertReads(reader, URLDecoder.decode(body.group(1), StandardCharsets.UTF_8));
    }
  }

  @Test
  void programsThatAreBoundAreDeliveredTheSealedText() throws Exception {
    var settings = "{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0}, encryption: off}";
    try (var rig = Rig.open(folder, settings)) {
      var reader = registered(rig, JweReader.p256());
      var user =
          rig.client()
              .post("/v2/smpp-users", "{\"system_id\": \"ears\", \"inbound_senders\": [\"98765\"]}")
              .json();
      try (var esme = Esme.bind(rig.smppPort(), "ears", user.path("password").asText())) {
        rig.client()
            .post(
                "/sandbox/handsets/" + PERSON + "/messages",
                "{\"to\": \"98765\", \"text\": \"%s\"}".formatted(TEXT));

        var arrived = esme.next();

        assertThat(arrived.getShortMessage()).isEmpty();
        var payload = arrived.getOptionalParameter(OptionalParameter.Message_payload.class);
        assertReads(reader, Gsm.decode(Octets.of(payload.getValue())));
        assertThat(telling()).as("even with encryption off").isEmpty();

        esme.submit(Esme.Submit.text("14155551234", TEXT));
        var receipt = new String(esme.next().getShortMessage(), StandardCharsets.US_ASCII);
        assertThat(receipt).contains("stat:DELIVRD").doesNotContain("Marked");
      }
    }
  }

  /// Which files of the server hold the words; the sandbox is the far end.
  private List<Path> telling() throws IOException {
    var data = folder.resolve("data");
    var telling = new ArrayList<Path>();
    try (var files = Files.walk(data)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(data.resolve("sandbox"))
            && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(TEXT)) {
          telling.add(file);
        }
      }
    }
    return telling;
  }

  @Test
  void webhooksCarryTheSealedTextInAndOut() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK);
        var listener = new Listener()) {
      var reader = registered(rig, JweReader.p256());
      rig.client()
          .post(
              "/v2/messages",
              "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\", \"webhook\": {\"url\": \"%s\"}}"
                  .formatted(SENDER, PERSON, TEXT, listener.url("/out")));
      for (int i = 0; i < 3; i++) {
        var body = listener.next().body();
        assertThat(body).doesNotContain(TEXT);
        assertReads(reader, JSON.readTree(body).findValue("jwe").asText());
      }

      hearsAt(rig, listener.url("/in"));
      rig.client()
          .post(
              "/sandbox/handsets/" + PERSON + "/messages",
              "{\"to\": \"98765\", \"text\": \"%s\"}".formatted(TEXT));

      var told = JSON.readTree(listener.next().body());
      assertReads(reader, told.path("message").asText());
      var kept = rig.client().get("/v2/messages/" + told.path("refid").asText()).json();
      assertReads(reader, kept.at("/content/jwe").asText());
      assertThat(telling()).isEmpty();
    }
  }

  private static void hearsAt(Rig rig, String url) throws Exception {
    var login =
        "{\"username\": \"%s\", \"password\": \"token-0123456789abcdef\"}".formatted(Rig.SID);
    var token = rig.client().post("/_rest/v4/authenticate", login).json().path("token").asText();
    try (var client = rig.clientWith(token)) {
      var set = "{\"endpoints\": [\"1-98765\"], \"webhook\": \"%s\"}".formatted(url);
      assertThat(client.post("/_rest/v4/my/did/sms/webhook", set).status()).isEqualTo(201);
    }
  }

  @Test
  void whatIsToldAgainIsSealedThoughItWasKeptBeforeThereWasAKey() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK);
        var listener = new Listener()) {
      hearsAt(rig, listener.url("/in"));
      rig.client()
          .post(
              "/sandbox/handsets/" + PERSON + "/messages",
              "{\"to\": \"98765\", \"text\": \"%s\"}".formatted(TEXT));
      var open = JSON.readTree(listener.next().body());
      assertThat(open.path("message").asText()).isEqualTo(TEXT);

      var reader = registered(rig, JweReader.p256());
      var owed = "/v2/webhooks?message=" + open.path("refid").asText();
      var webhook =
          rig.client()
              .await(owed, reply -> reply.body().contains("\"told\""))
              .json()
              .at("/data/0/id")
              .asText();
      assertThat(rig.client().post("/v2/webhooks/" + webhook + "/retell", "").status())
          .isBetween(200, 202);

      assertReads(reader, JSON.readTree(listener.next().body()).path("message").asText());
    }
  }

  @Test
  void aSealedMessageIsRedactedShreddedAndDeletedLikeAnyOther() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      registered(rig, JweReader.x25519());
      var redacted = scheduled(rig);
      var shredded = scheduled(rig);
      assertThat(ended(rig, redacted)).isNotEmpty();
      assertThat(ended(rig, shredded)).isNotEmpty();
      var other = "{\"text\": \"other words\"}";
      assertThat(rig.client().post("/v2/messages/" + shredded + "/replace", other).status())
          .isBetween(400, 499);

      assertThat(rig.client().post("/v2/messages/" + redacted + "/redact", "").status())
          .isEqualTo(200);
      rig.client().post("/v2/account/content-key/shred", "{\"confirm\": \"cannot-be-undone\"}");

      assertThat(message(rig, redacted).path("content").has("jwe")).isFalse();
      var content = message(rig, shredded).path("content");
      assertThat(content.path("kind").asText()).isEqualTo("shredded");
      assertThat(content.has("jwe")).isFalse();
      assertThat(rig.client().delete("/v2/messages/" + shredded).status()).isBetween(200, 204);
      assertThat(rig.client().get("/v2/messages/" + shredded).status()).isEqualTo(404);
    }
  }

  @Test
  void aPersonIsStillHeardSayingStop() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      registered(rig, JweReader.p256());

      rig.client()
          .post(
              "/sandbox/handsets/" + PERSON + "/messages",
              "{\"to\": \"%s\", \"text\": \"STOP\"}".formatted(SENDER));

      rig.client()
          .await(
              "/sandbox/handsets/" + PERSON + "/messages",
              reply -> reply.body().contains("opted out"));
      rig.client()
          .await(
              "/v2/messages",
              reply -> {
                var messages = reply.json().path("data");
                return messages.size() == 2
                    && messages.findValuesAsText("kind").stream().allMatch("sealed"::equals);
              });
    }
  }
}
