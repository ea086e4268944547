package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The native API against a whole server: what its fields and orders do outside.
@Tag("slow")
@Tag("journey")
class NativeJourneyTest {
  private static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static JsonNode send(String to, String more) throws Exception {
    var reply =
        rig.client()
            .post(
                "/v2/messages",
                "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"Hello\"%s}"
                    .formatted(to, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  private static String id(JsonNode message) {
    return message.path("id").asText();
  }

  private static JsonNode awaited(String id, String status) throws Exception {
    return rig.client()
        .await("/v2/messages/" + id, reply -> reply.json().path("status").asText().equals(status))
        .json();
  }

  private static BigDecimal balance() throws Exception {
    var account = rig.client().get("/v2/account").json();
    return new BigDecimal(account.path("balance").path("amount").asText());
  }

  @Test
  void everyChangeIsToldBySignedWebhooksAndMayBeToldAgain() throws Exception {
    try (var listener = new Listener()) {
      var message =
          send("+14155551301", ", \"webhook\": {\"url\": \"" + listener.url("/hook") + "\"}");

      var calls = List.of(listener.next(), listener.next(), listener.next());

      var types = new ArrayList<String>();
      for (var call : calls) {
        types.add(JSON.readTree(call.body()).path("type").asText());
        assertThat(verdict(call)).isEqualTo(Verdict.GENUINE);
      }
      assertThat(types).containsExactly("message.sending", "message.sent", "message.delivered");
      var last = calls.getLast();
      var name = last.field("webhook-id");
      assertThat(name).isEqualTo("whk_" + id(message).substring(4) + "_3");
      rig.client()
          .await(
              "/v2/webhooks/" + name, reply -> reply.json().path("state").asText().equals("told"));

      assertThat(rig.client().post("/v2/webhooks/" + name + "/retell", "", "again").status())
          .isEqualTo(200);
      assertThat(rig.client().post("/v2/webhooks/" + name + "/retell", "", "again").status())
          .isEqualTo(200);

      var again = listener.next();
      assertThat(again.field("webhook-id")).isEqualTo(name);
      assertThat(JSON.readTree(again.body())).isEqualTo(JSON.readTree(last.body()));
      var listed = rig.client().get("/v2/webhooks?message=" + id(message)).json().path("data");
      assertThat(listed).hasSize(3);
    }
  }

  private static Verdict verdict(Listener.Call call) throws Exception {
    var secret =
        rig.client().get("/v2/account/webhook-secret").json().path("webhook_secret").asText();
    var sent =
        new StandardWebhooks.Sent(
            call.field("webhook-id"),
            call.field("webhook-timestamp"),
            call.field("webhook-signature"));
    var body = call.body().getBytes(StandardCharsets.UTF_8);
    return new StandardWebhooks(List.of(secret))
        .verify(sent, body, Instant.now(), Duration.ofMinutes(5));
  }

  @Test
  void whatWaitsIsCanceledAndItsMoneyComesBack() throws Exception {
    var before = balance();
    var at = Instant.now().plusSeconds(3_600);
    var message = send("+14155551302", ", \"send_at\": \"" + at + "\"");
    assertThat(message.path("status").asText()).isEqualTo("scheduled");
    assertThat(balance()).isLessThan(before);

    var canceled = rig.client().post("/v2/messages/" + id(message) + "/cancel", "").json();

    assertThat(canceled.path("status").asText()).isEqualTo("canceled");
    assertThat(balance()).isEqualByComparingTo(before);
    var record =
        rig.client().get("/v2/messages.jsonl?accepted_before=2099-01-01&to=%2B14155551302").json();
    assertThat(record.path("price").asText()).isEqualTo("0.0075");
    assertThat(record.path("charged").asText()).isEqualTo("0");
  }

  @Test
  void whatHasEndedIsRedactedAndDeleted() throws Exception {
    var id = id(send("+14155551303", ""));
    awaited(id, "delivered");

    var redacted = rig.client().post("/v2/messages/" + id + "/redact", "").json();
    var deleted = rig.client().delete("/v2/messages/" + id);

    assertThat(redacted.path("content").path("text").asText()).isEmpty();
    assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
    assertThat(rig.client().get("/v2/messages/" + id).status()).isEqualTo(404);
    assertThat(rig.client().get("/v1/messages/" + id).status()).isEqualTo(404);
  }

  @Test
  void anMmsEndsFailedForWantOfACarrierAndIsPaidBack() throws Exception {
    var before = balance();
    var sent =
        rig.client()
            .post(
                "/v2/messages",
                """
                {"from": "+14155552671", "to": "+14155551308", "content":
                 {"kind": "media", "items": [{"source": "https://example.com/a.jpg"}]}}
                """);
    assertThat(sent.status()).isEqualTo(201);

    var failed = awaited(id(sent.json()), "failed");

    assertThat(failed.path("error").path("code").asText()).isEqualTo("no_carrier");
    assertThat(failed.path("error").path("message").asText()).isEqualTo("No carrier for mms.");
    assertThat(balance()).isEqualByComparingTo(before);
  }

  @Test
  void aReferenceAndTagsLeadBackToTheMessageAndNeverDeduplicate() throws Exception {
    var more = ", \"reference\": \"order-9\", \"tags\": {\"campaign\": \"autumn\"}";
    var first = id(send("+14155551304", more));
    var second = id(send("+14155551304", more));

    assertThat(second).isNotEqualTo(first);
    for (var filter : List.of("reference=order-9", "tag.campaign=autumn", "to=*1304&q=HELL")) {
      var found = rig.client().get("/v2/messages?" + filter).json().path("data");
      assertThat(found).as(filter).hasSize(2);
      assertThat(found.path(0).path("id").asText()).isEqualTo(second);
    }
  }

  @Test
  void recordsGoOnWhereAnAnswerEndedOverARealSocket() throws Exception {
    for (int i = 0; i < 230; i++) {
      send("+14155551305", ", \"reference\": \"rec-" + i + "\"");
    }

    var ids = new ArrayList<String>();
    var target = "/v2/messages.csv?limit=205&accepted_before=2099-01-01&to=%2B14155551305";
    int answers = 0;
    while (!target.isEmpty()) {
      var answer = records(target);
      assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
      answer.body().lines().skip(1).forEach(line -> ids.add(line.substring(0, line.indexOf(','))));
      var link = answer.headers().firstValue("Link").orElse("");
      target = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
      answers++;
    }

    assertThat(answers).isEqualTo(2);
    assertThat(ids).hasSize(230).doesNotHaveDuplicates().isSorted();
  }

  private static HttpResponse<String> records(String target) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var uri = URI.create("http://127.0.0.1:" + rig.port() + target);
      var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + Rig.KEY);
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aKeyIsMadeUsedAndRevoked() throws Exception {
    var made =
        rig.client()
            .post("/v2/keys", "{\"name\": \"Trial\", \"live\": false, \"rate\": 1000}")
            .json();

    try (var trial = rig.clientWith(made.path("key").asText())) {
      var sent =
          trial.post(
              "/v2/messages",
              "{\"from\": \"+14155552671\", \"to\": \"+14155551306\", \"text\": \"x\"}");
      assertThat(sent.json().path("live").asBoolean()).isFalse();
      assertThat(sent.json().path("price").path("amount").asText()).isEqualTo("0");
      awaited(id(sent.json()), "delivered");

      rig.client().post("/v2/keys/" + made.path("id").asText() + "/revoke", "");

      assertThat(trial.get("/v2/messages").status()).isEqualTo(401);
    }
  }

  @Test
  void whatPolicyRefusedIsFoundByItsRequestInAnyDialect() throws Exception {
    var refused =
        rig.client()
            .post(
                "/v1/messages",
                "{\"from\": \"+14155550199\", \"to\": \"+14155551307\", \"text\": \"private\"}");
    var request = refused.json().path("metadata").path("request_id").asText();

    var why = rig.client().get("/v2/refusals/" + request);

    assertThat(why.status()).isEqualTo(200);
    assertThat(why.json().path("dialect").asText()).isEqualTo("pantheon");
    assertThat(why.json().path("items").path(0).path("error").path("code").asText())
        .isEqualTo("sender_not_registered");
    assertThat(why.body()).doesNotContain("private").doesNotContain("+14155551307");
    var newest = rig.client().get("/v2/refusals?limit=1").json().path("data").path(0);
    assertThat(newest.path("id").asText()).isEqualTo(request + "_0");
    assertThat(newest.path("error")).isEqualTo(why.json().path("items").path(0).path("error"));
  }
}
