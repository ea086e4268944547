package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.EveryDialectTest.Way;
import io.carillon.wire.smpp.CommandStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Letter j of the contract, at the log's most talkative: a server with everything on, marked
/// values through all of its doors, refusals, failing webhooks and a carrier that dies; then a
/// search of all that it said.
@Tag("slow")
@Timeout(300)
class SilenceTest {
  private static final String BODY = "marzipan-487231";
  private static final String PERSON = "14155550007";
  private static final String FROM = "14155552671";
  private static final String CARRIER_PASSWORD = "Crr5ecr1";
  private static final String ESME_PASSWORD = "Esm5ecr1";
  private static final String WRONG_PASSWORD = "Wrg5ecr1";
  private static final String WRONG_KEY = "sk_live_strangers-key-0000";
  private static final String WRONG_TOKEN = "strangers-token-0000";
  private static final String IN_URL = "secret-in-url";
  private static final String PRIVATE_PART = "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw";

  @TempDir private Path folder;

  /// What refusals said, beside the log.
  private final List<String> refusals = new ArrayList<>();

  private Path settings(Smsc centre) throws Exception {
    return Files.writeString(
        folder.resolve("settings.yaml"),
        """
        log: {level: debug}
        carriers: [%s]
        smpp-server: {port: 0}
        outbound: {allow: [127.0.0.1]}
        """
            .formatted(centre.entry("acme", ", password: " + CARRIER_PASSWORD)));
  }

  @Test
  void aServerThatTellsEverythingTellsNoSecretBodyOrNumber() throws Exception {
    try (var centre = Smsc.open();
        var first = Child.on(folder, settings(centre))) {
      // The first start prints the credentials of the first account, once and on purpose.
      first.port();
      first.stop();
    }
    try (var centre = Smsc.open();
        var server = Child.on(folder, settings(centre));
        var client = new Client(server.port(), Rig.KEY);
        var listener = new Listener()) {
      sendAndHear(client, centre, listener);
      bind(client, server);
      beRefused(client, server.port());
      loseTheCarrier(client, centre);
      var secret = client.get("/v2/account/webhook-secret").json().path("webhook_secret").asText();
      var metrics = client.get("/metrics").body();
      server.stop();

      assertThat(secret).isNotEmpty();
      assertThat(server.lines()).anyMatch(line -> line.contains(" DEBUG "));
      for (var marked :
          List.of(
              BODY,
              PERSON,
              CARRIER_PASSWORD,
              ESME_PASSWORD,
              WRONG_PASSWORD,
              WRONG_KEY,
              WRONG_TOKEN,
              IN_URL,
              PRIVATE_PART,
              Rig.KEY,
              Rig.TOKEN,
              secret)) {
        assertThat(server.lines()).as(marked).noneMatch(line -> line.contains(marked));
        assertThat(metrics).as(marked).doesNotContain(marked);
        assertThat(refusals).as(marked).noneMatch(said -> said.contains(marked));
      }
    }
  }

  /// Through each dialect, with webhooks that fail at first, and an answer from the person.
  private void sendAndHear(Client client, Smsc centre, Listener listener) throws Exception {
    listener.refuse(3);
    var hook = listener.url("/hook?token=" + IN_URL);
    for (var callback : List.of(hook, nobody() + IN_URL)) {
      var sent =
          client.post(
              "/v1/messages",
              "{\"from\": \"+%s\", \"to\": \"+%s\", \"text\": \"%s\", \"webhook_url\": \"%s\"}"
                  .formatted(FROM, PERSON, BODY, callback));
      client.awaitStatus(sent.json().path("message_id").asText(), "sent");
    }
    assertThat(centre.report()).isEqualTo(CommandStatus.ROK);
    listener.next();
    for (var way : Way.values()) {
      var sent = way.send(client, "+" + PERSON, BODY);
      assertThat(sent.status()).as("%s", way).isBetween(200, 207);
    }
    assertThat(centre.bring(PERSON, FROM, BODY)).isEqualTo(CommandStatus.ROK);
  }

  /// A place where nobody listens.
  private static String nobody() throws IOException {
    return "http://127.0.0.1:" + FreePort.next() + "/";
  }

  private static void bind(Client client, Child server) throws Exception {
    var user = "{\"system_id\": \"customer\", \"password\": \"%s\"}".formatted(ESME_PASSWORD);
    assertThat(client.post("/v2/smpp-users", user).status()).isEqualTo(201);
    int port = smppPort(server);
    try (var esme = Esme.bind(port, "customer", ESME_PASSWORD)) {
      assertThat(esme.submit(Esme.Submit.text(PERSON, BODY))).isNotEmpty();
    }
    assertThat(Esme.refusedBind(port, "customer", WRONG_PASSWORD, BindType.BIND_TRX))
        .isEqualTo(CommandStatus.RINVPASWD);
  }

  private static int smppPort(Child server) {
    var port = Pattern.compile("smpp server: listening on port (\\d+)");
    return server.lines().stream()
        .map(port::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(found -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /// By wrong credentials, by bodies that are none, by what no policy lets through.
  private void beRefused(Client client, int port) throws Exception {
    var wrongBasic =
        Base64.getEncoder()
            .encodeToString((Rig.SID + ":" + WRONG_TOKEN).getBytes(StandardCharsets.UTF_8));
    var bodies =
        List.of(
            "{\"text\": \"" + BODY,
            "{\"to\": \"" + PERSON + "\", \"password\": \"" + WRONG_PASSWORD + "\", \"x\": [",
            "Body=" + BODY + "&Password=" + WRONG_PASSWORD + "&To=%zz");
    var paths =
        List.of(
            "/v1/messages",
            "/v2/messages",
            "/v2/users",
            "/v2/smpp-users",
            "/_rest/v4/authenticate",
            "/_rest/v4/app/sms/send",
            "/2010-04-01/Accounts/" + Rig.SID + "/Messages.json",
            "/api/2012-04-24/Accounts/" + Rig.SID + "/Messages",
            "/restcomm/2012-04-24/Accounts/" + Rig.SID + "/SMS/Messages.json",
            "/nowhere/" + IN_URL);
    try (var stranger = HttpClient.newHttpClient()) {
      for (var path : paths) {
        for (var body : bodies) {
          noteRefusal(client.post(path, body));
          for (var shown : List.of("Bearer " + WRONG_KEY, "Basic " + wrongBasic)) {
            var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", shown)
                    .POST(BodyPublishers.ofString(body));
            refusals.add(stranger.send(request.build(), BodyHandlers.ofString()).body());
          }
        }
      }
    }
    noteRefusal(
        client.post(
            "/v2/messages",
            "{\"from\": \"+19995550000\", \"to\": \"+%s\", \"text\": \"%s\"}"
                .formatted(PERSON, BODY)));
    noteRefusal(
        client.post(
            "/v1/messages",
            "{\"from\": \"+%s\", \"to\": \"+%s\", \"text\": \"%s\", \"webhook_url\": \"http://u:%s@x/\"}"
                .formatted(FROM, PERSON, BODY, IN_URL)));
    beRefusedAPrivateKey(client);
  }

  /// In each form in which one could be sent.
  private void beRefusedAPrivateKey(Client client) throws Exception {
    var point =
        "\"x\": \"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ\", "
            + "\"y\": \"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck\"";
    var pem = "-----BEGIN PRIVATE KEY-----\\n" + PRIVATE_PART + "\\n-----END PRIVATE KEY-----\\n";
    for (var key :
        List.of(
            "{\"jwk\": {\"kty\": \"EC\", \"crv\": \"P-256\", %s, \"d\": \"%s\"}}"
                .formatted(point, PRIVATE_PART),
            "{\"jwk\": {\"kty\": \"oct\", \"k\": \"" + PRIVATE_PART + "\"}}",
            "{\"jwk\": \"" + PRIVATE_PART + "\"}",
            "{\"pem\": \"" + pem + "\"}",
            "{\"pem\": \"" + PRIVATE_PART + "\"}")) {
      noteRefusal(client.post("/v2/account/reader-key", key));
    }
    assertThat(client.get("/v2/account/reader-key").body()).contains("\"jwk\":null");
  }

  private void noteRefusal(Client.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
    refusals.add(reply.body());
  }

  /// While a message is on the wire, and others wait.
  private static void loseTheCarrier(Client client, Smsc centre) throws Exception {
    centre.hold();
    var last = Way.NATIVE.send(client, "+" + PERSON, BODY);
    client.awaitStatus(last.json().path("id").asText(), "sending");
    centre.close();
    assertThat(Way.NATIVE.send(client, "+" + PERSON, BODY).status()).isBetween(200, 207);
  }
}
