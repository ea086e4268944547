package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.sign.TimedSignature;
import io.carillon.wire.sign.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole server, the sandbox behind real SMPP, a developer's client and webhook endpoint.
@Tag("slow")
@Tag("journey")
class JourneyTest {
  private static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static String body(String to, String text, String more) throws Exception {
    return "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": %s, \"channel\": \"sms\"%s}"
        .formatted(to, JSON.writeValueAsString(text), more);
  }

  private static String send(String to, String text, String more) throws Exception {
    var reply = rig.client().post("/v1/messages", body(to, text, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return reply.json().path("message_id").asText();
  }

  private static JsonNode trace(String id) throws Exception {
    return rig.client().get("/v2/messages/" + id + "/trace").json();
  }

  private static List<String> steps(JsonNode trace) {
    var steps = new ArrayList<String>();
    trace.path("steps").forEach(step -> steps.add(step.path("what").asText()));
    return steps;
  }

  @Test
  void aMessageReachesItsHandsetAndItsSenderKnows() throws Exception {
    var id = send("+14155551234", "Your verification code is: 487231", "");

    var delivered = rig.client().awaitStatus(id, "delivered");

    assertThat(delivered.path("delivered_at").asText()).endsWith("Z");
    assertThat(delivered.path("carrier").asText()).isEqualTo("AT&T");
    assertThat(delivered.path("country").asText()).isEqualTo("US");
    assertThat(delivered.path("cost").decimalValue()).isEqualByComparingTo("0.0075");
    var handset = rig.client().get("/sandbox/handsets/+14155551234/messages").json();
    var shown = handset.path("messages").path(0);
    assertThat(shown.path("text").asText()).isEqualTo("Your verification code is: 487231");
    assertThat(shown.path("from").asText()).isEqualTo("+14155552671");
    assertThat(steps(trace(id)))
        .containsSubsequence(
            "accepted", "checks_passed", "encoded", "claimed", "sent", "delivered");
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550001, failed",
    "+14155550002, undelivered",
    "+14155550003, failed",
    "+14155550004, delivered",
    "+14155550006, delivered",
    "+14155550007, delivered",
    "+14155550008, delivered",
    "+14155550009, delivered",
  })
  void theLastFourDigitsScriptTheOutcome(String to, String status) throws Exception {
    var id = send(to, "Hello " + to, "");

    var message = rig.client().awaitStatus(id, status);

    assertThat(message.path("error").isNull()).isEqualTo(status.equals("delivered"));
  }

  @Test
  void withoutAReceiptItStaysSent() throws Exception {
    var id = send("+14155550005", "Hello?", "");
    rig.client().awaitStatus(id, "sent");

    var other = send("+14155551111", "Hello!", "");
    rig.client().awaitStatus(other, "delivered");

    assertThat(rig.client().get("/v1/messages/" + id).json().path("status").asText())
        .isEqualTo("sent");
    assertThat(trace(id).path("waits_for").path("reason").asText()).isEqualTo("receipt");
  }

  @Test
  void throttlingShowsInTheTraceAndConsumesNoAttempt() throws Exception {
    var id = send("+14155550004", "Slowly", "");

    rig.client().awaitStatus(id, "delivered");

    assertThat(steps(trace(id))).contains("throttled").doesNotContain("not_taken");
  }

  @ParameterizedTest
  @CsvSource({"1000, GSM7, 7", "153, GSM7, 1", "161, GSM7, 2"})
  void aLongTextArrivesWhole(int length, String encoding, int segments) throws Exception {
    var to = "+1415556" + (2000 + length);
    var text = "€".repeat(1) + "abcdefghi ".repeat(200).substring(0, length - 1);

    var id = send(to, text, "");
    var delivered = rig.client().awaitStatus(id, "delivered");

    assertThat(delivered.path("parts").asInt()).isEqualTo(segments);
    var shown =
        rig.client().get("/sandbox/handsets/" + to + "/messages").json().path("messages").path(0);
    assertThat(shown.path("text").asText()).isEqualTo(text);
    assertThat(shown.path("encoding").asText()).isEqualTo(encoding);
    assertThat(shown.path("segments").asInt()).isEqualTo(segments);
  }

  @Test
  void anyScriptArrivesInUcs2WithItsSurrogatesWhole() throws Exception {
    var text = "中".repeat(66) + "😀" + "中".repeat(5);

    var id = send("+491515550100", text, "");
    rig.client().awaitStatus(id, "delivered");

    var shown =
        rig.client().get("/sandbox/handsets/491515550100/messages").json().path("messages").path(0);
    assertThat(shown.path("text").asText()).isEqualTo(text);
    assertThat(shown.path("encoding").asText()).isEqualTo("UCS2");
    assertThat(shown.path("segments").asInt()).isEqualTo(2);
  }

  @Test
  void eachChangeIsToldOnceInOrderAndSigned() throws Exception {
    try (var listener = new Listener()) {
      var id = send("+14155551235", "Told", ", \"webhook_url\": \"" + listener.url("/hook") + "\"");
      rig.client().awaitStatus(id, "delivered");

      var calls = List.of(listener.next(), listener.next(), listener.next());

      var secret =
          rig.client().get("/v2/account/webhook-secret").json().path("webhook_secret").asText();
      var events = new ArrayList<String>();
      for (var call : calls) {
        var json = JSON.readTree(call.body());
        events.add(json.path("sequence").asInt() + " " + json.path("event").asText());
        assertThat(json.path("data").path("message_id").asText()).isEqualTo(id);
        var body = call.body().getBytes(StandardCharsets.UTF_8);
        var verdict =
            new TimedSignature(secret)
                .verify(call.signature(), body, Instant.now(), Duration.ofMinutes(5));
        assertThat(verdict).isEqualTo(Verdict.GENUINE);
      }
      assertThat(events)
          .containsExactly("1 message.sending", "2 message.sent", "3 message.delivered");
      assertThat(steps(trace(id))).contains("notice_owed", "notice_told");
    }
  }

  @Test
  void onlyTheChosenEventsAreTold() throws Exception {
    try (var listener = new Listener()) {
      var more =
          ", \"webhook_events\": [\"delivered\"], \"webhook_url\": \"%s\""
              .formatted(listener.url("/only"));
      send("+14155551236", "Once", more);

      var call = listener.next();

      var json = JSON.readTree(call.body());
      assertThat(json.path("event").asText()).isEqualTo("message.delivered");
      assertThat(json.path("sequence").asInt()).isEqualTo(1);
      assertThat(listener.all()).hasSize(1);
    }
  }

  @Test
  void aRefusedWebhookIsToldAgainAndTheNextWaitsForIt() throws Exception {
    try (var listener = new Listener()) {
      listener.refuse(1);
      var id =
          send("+14155551237", "Again", ", \"webhook_url\": \"" + listener.url("/again") + "\"");
      rig.client().awaitStatus(id, "delivered");

      var sequences = new ArrayList<Integer>();
      for (int i = 0; i < 3; i++) {
        sequences.add(JSON.readTree(listener.next().body()).path("sequence").asInt());
      }

      assertThat(sequences).containsExactly(1, 2, 3);
      assertThat(steps(trace(id))).contains("notice_failed");
    }
  }

  @Test
  void thePersonWritesBack() throws Exception {
    send("+14155550009", "Say something", "");

    var reply =
        rig.client()
            .post(
                "/sandbox/handsets/+14155551238/messages",
                "{\"to\": \"+14155552671\", \"text\": \"Hi there\"}");

    assertThat(reply.status()).isEqualTo(202);
    rig.client()
        .await(
            "/metrics",
            metrics ->
                metrics
                    .body()
                    .lines()
                    .anyMatch(line ->
                        line.startsWith("carillon_messages_received_total")
                            && !line.endsWith(" 0.0")
                            && !line.endsWith(" 1.0")));
  }

  @Test
  void theSameKeyNeverMakesTwoMessages() throws Exception {
    var first = rig.client().post("/v1/messages", body("+14155551239", "Once", ""), "key-1");
    var again = rig.client().post("/v1/messages", body("+14155551239", "Once", ""), "key-1");
    var other = rig.client().post("/v1/messages", body("+14155551239", "Twice", ""), "key-1");

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().path("message_id")).isEqualTo(first.json().path("message_id"));
    assertThat(other.status()).isEqualTo(409);
  }

  @Test
  void theSmsFormAnswersInItsOwnWords() throws Exception {
    var sent =
        rig.client()
            .post(
                "/v1/messages/sms",
                """
                {"to": "+14155551234", "from": "+14155556789", "text": "Hello, this is a test!",
                 "encoding": "GSM-7", "priority": "normal", "delivery_receipt": true,
                 "tags": {"campaign_id": "summer_promo_2023"}}
                """);
    var id = sent.json().path("message_id").asText();

    assertThat(id).startsWith("msg-").matches("msg-[0-9]+");
    var delivered = rig.client().awaitStatus(id, "delivered");

    assertThat(delivered.path("type").asText()).isEqualTo("sms");
    assertThat(delivered.path("tags").path("campaign_id").asText()).isEqualTo("summer_promo_2023");
    assertThat(delivered.path("status_details").asText()).isNotBlank();
  }

  @Test
  void withoutAReceiptAskedForItEndsSent() throws Exception {
    var sent =
        rig.client()
            .post(
                "/v1/messages/sms",
                """
                {"to": "+14155551240", "from": "+14155556789", "text": "No receipt, please",
                 "delivery_receipt": false}
                """);
    var id = sent.json().path("message_id").asText();

    rig.client().awaitStatus(id, "sent");

    assertThat(trace(id).path("waits_for").path("reason").asText()).isEqualTo("nothing");
  }

  @Test
  void whatNoCarrierCarriesEndsFailedAndIsPaidBack() throws Exception {
    var sent =
        rig.client()
            .post(
                "/v1/messages/mms",
                """
                {"to": "+14155551234", "from": "+14155556789", "text": "Look!",
                 "media_urls": ["https://example.com/images/product.jpg"]}
                """);
    assertThat(sent.status()).isEqualTo(202);
    var id = sent.json().path("message_id").asText();

    rig.client().awaitStatus(id, "failed");

    assertThat(steps(trace(id))).contains("failed").doesNotContain("claimed");
  }

  @Test
  void healthReadinessAndFiguresAreThere() throws Exception {
    assertThat(rig.client().get("/healthz").status()).isEqualTo(200);
    var ready = rig.client().get("/readyz");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("carriers").path(0).path("name").asText()).isEqualTo("sandbox");
    assertThat(rig.client().get("/metrics").body()).contains("carillon_messages_accepted_total");
    assertThat(rig.client().get("/nowhere").status()).isEqualTo(404);
  }

  @Test
  void aRefusedMessageIsNotStored() throws Exception {
    var refused = rig.client().post("/v1/messages", body("4155551234", "No", ""));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").path("code").asText()).isEqualTo("SMS_001");
    var messages =
        rig.client().get("/sandbox/handsets/4155551234/messages").json().path("messages");
    assertThat(StreamSupport.stream(messages.spliterator(), false)).isEmpty();
  }
}
