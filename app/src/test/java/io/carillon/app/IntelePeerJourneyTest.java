package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A client of IntelePeer's API against the whole server.
@Tag("slow")
@Tag("journey")
class IntelePeerJourneyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEND = "/_rest/v4/app/sms/send";
  private static final String MDR = "/_rest/v4/app/sms/mdr?refid=";

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static Client client;

  @BeforeAll
  static void signIn() throws Exception {
    var login =
        "{\"username\": \"%s\", \"password\": \"token-0123456789abcdef\"}".formatted(Rig.SID);
    var token = rig.client().post("/_rest/v4/authenticate", login).json().path("token").asText();
    client = rig.clientWith(token);
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private static String send(String to, String more) throws Exception {
    var body = "{\"from\": \"1-12345\", \"to\": \"%s\", \"text\": \"Hello\"%s}".formatted(to, more);
    var reply = client.post(SEND, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return reply.json().path("refid").asText();
  }

  private static JsonNode awaitState(String refid, String state) throws Exception {
    return client
        .await(MDR + refid, reply -> reply.json().path("RCC_en").asText().equals(state))
        .json();
  }

  private static JsonNode trace(String refid) throws Exception {
    return rig.client().get("/v2/messages/" + refid + "/trace").json();
  }

  @Test
  void receiptsComeToTheWebhookInTheirOrder() throws Exception {
    try (var listener = new Listener()) {
      var options =
          """
          , "guid": "order 7", "dlr": true,
          "dlroptions": {"include-accepted": true, "webhook": "%s"}
          """
              .formatted(listener.url("/dlr"));

      var refid = send("+14155551234", options);

      var told = new ArrayList<String>();
      for (int i = 0; i < 2; i++) {
        var json = JSON.readTree(listener.next().body());
        assertThat(json.path("refid").asText()).isEqualTo(refid);
        assertThat(json.path("from").asText()).isEqualTo("1-12345");
        assertThat(json.path("guid").asText()).isEqualTo("order 7");
        told.add(json.path("status").asText());
      }
      assertThat(told).containsExactly("ACCEPTD", "DELIVRD");
      assertThat(awaitState(refid, "DLR:Delivered").path("RCC").asInt()).isEqualTo(210_000);
    }
  }

  @Test
  void whatAPersonWritesComesToTheWebhookOfTheNumber() throws Exception {
    try (var listener = new Listener()) {
      listener.refuse(1);
      var set =
          "{\"endpoints\": [\"1-98765\"], \"webhook\": \"%s\"}".formatted(listener.url("/in"));
      assertThat(client.post("/_rest/v4/my/did/sms/webhook", set).status()).isEqualTo(201);

      var written = "{\"to\": \"98765\", \"text\": \"Hello back\"}";
      client.post("/sandbox/handsets/+14155559876/messages", written);

      var told = JSON.readTree(listener.next().body());
      assertThat(told.path("from").asText()).isEqualTo("+14155559876");
      assertThat(told.path("to").asText()).isEqualTo("1-98765");
      assertThat(told.path("message").asText()).isEqualTo("Hello back");
      var refid = told.path("refid").asText();
      var first = rig.client().get("/v2/webhooks?message=" + refid).json().path("data").path(0);
      assertThat(first.path("event").asText()).isEqualTo("message.received");
      assertThat(first.path("failures").asInt()).isEqualTo(1);
    }
  }

  @Test
  void withoutDlrNoReceiptIsAskedForAndItEndsSent() throws Exception {
    var refid = send("+14155551235", "");

    awaitState(refid, "Sent");

    assertThat(trace(refid).path("waits_for").path("reason").asText()).isEqualTo("nothing");
  }

  @Test
  void whatTheCarrierRefusesIsRejected() throws Exception {
    assertThat(awaitState(send("+14155550002", ", \"dlr\": true"), "DLR:Undeliverable"))
        .isNotNull();
    assertThat(awaitState(send("+14155550003", ", \"dlr\": true"), "DLR:Expired")).isNotNull();
  }

  @Test
  void anMmsEndsFailedForWantOfACarrier() throws Exception {
    var refid = send("+14155551236", ", \"media\": [{\"link\": \"https://example.com/a.png\"}]");

    assertThat(awaitState(refid, "Failed").path("RCC").asInt()).isEqualTo(6_009);
  }

  @Test
  void tenThousandMessagesInOneRequestAreAllKept() throws Exception {
    var body =
        IntStream.range(0, 10_000)
            .mapToObj(i ->
                "{\"from\":\"1-12345\",\"to\":\"+1303%07d\",\"text\":\"%d\",\"guid\":\"b%d\"}"
                    .formatted(2_000_000 + i, i, i))
            .collect(Collectors.joining(",", "[", "]"));

    var reply = client.post(SEND, body);

    assertThat(reply.status()).isEqualTo(207);
    var responses = reply.json().path("responses");
    assertThat(responses).hasSize(10_000);
    for (int i : List.of(0, 499, 500, 9_999)) {
      var refid = responses.path(i).path("refid").asText();
      assertThat(client.get(MDR + refid).json().path("guid").asText()).isEqualTo("b" + i);
    }
    var refids = new ArrayList<String>();
    responses.forEach(response -> refids.add(response.path("refid").asText()));
    assertThat(refids).doesNotHaveDuplicates().allMatch(refid -> refid.matches("SM[0-9A-F]{30}"));
    awaitState(refids.getLast(), "Sent");
  }
}
