package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Logins;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Happening;
import io.carillon.model.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class V2EndpointsTest {
  private static final String URL = "\"url\": \"https://example.com/hook\"";

  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private String made(String more) {
    var reply = client.ask("POST", "/v2/endpoints", "{" + URL + more + "}");
    assertThat(reply.status()).isEqualTo(201);
    return "/v2/endpoints/" + NativeClient.json(reply).path("id").asText();
  }

  @Test
  void anOwnerBoundsHowMuchIsToldAtATime() {
    assertThat(client.json(made("")).path("concurrency").asInt())
        .isEqualTo(Endpoint.CONCURRENCY_MAX);
    var path = made(", \"concurrency\": 2");
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(2);

    assertThat(client.ask("POST", path, "{\"concurrency\": 1}").status()).isEqualTo(200);
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(1);
    for (var wrong : new String[] {"0", "65", "\"2\""}) {
      var refused = client.ask("POST", path, "{\"concurrency\": " + wrong + "}");
      assertThat(refused.status()).as(wrong).isEqualTo(400);
    }
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(1);
  }

  @Test
  void itsEventsAreThoseOfTheFeed() {
    for (var kind : Event.Kind.values()) {
      made(", \"events\": [\"" + kind.word() + "\"]");
    }
    made(", \"events\": [\"consent.*\", \"*\"]");
    for (var wrong : new String[] {"consent", "nothing.*", "balance.high", ".*", "message."}) {
      var body = "{" + URL + ", \"events\": [\"" + wrong + "\"]}";
      assertThat(client.ask("POST", "/v2/endpoints", body).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void aWebhookOfNoMessageIsFoundAndToldAgain() throws Exception {
    made(", \"events\": [\"consent.given\"]");
    var account = Logins.account(House.SID).orElseThrow();
    happened(Event.Kind.CONSENT_GIVEN, House.OPENED);
    var endpoint = house.ports().accounts().directory().endpoints(account).getFirst();
    var notice = house.ports().notices().due(endpoint.lane(), House.OPENED, 1).getFirst();
    var path = "/v2/webhooks/" + WebhookName.of(notice).text();

    var webhook = client.json(path);
    assertThat(webhook.path("event").asText()).isEqualTo("consent.given");
    assertThat(webhook.path("message").isNull()).isTrue();
    assertThat(client.json(path + "/attempts").path("data")).isEmpty();
    assertThat(client.ask("POST", path + "/retell", "{}").status()).isEqualTo(200);
    var other = "/v2/webhooks/whk_" + Happening.first(House.OPENED.plusMillis(1)).uuid() + "_1";
    assertThat(client.get(other).status()).isEqualTo(404);
  }

  private void happened(Event.Kind kind, Instant at) throws InterruptedException {
    var account = Logins.account(House.SID).orElseThrow();
    var event = new Event(account, at, kind, account.value(), Map.of());
    var commit = new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Happened(event)));
    house.ports().commits().write(commit);
  }

  private Instant sent() {
    var name =
        client.send("\"to\": \"+14155550123\", \"text\": \"Hi\", \"webhook\": {" + URL + "}");
    var message = MessageNames.read(name).orElseThrow();
    house.owe(message, Notice.Telling.owedAt(House.OPENED));
    return Instant.ofEpochMilli(message.value().epochMillis());
  }

  @Test
  void webhooksOfMessagesAndOthersAreListedByTheTime() throws Exception {
    made(", \"events\": [\"consent.*\", \"balance.low\"]");
    sent();
    var at = sent();
    happened(Event.Kind.CONSENT_GIVEN, at.minusMillis(1));
    happened(Event.Kind.BALANCE_LOW, at.plusMillis(1));

    var all = client.json("/v2/webhooks").path("data");
    assertThat(all.findValuesAsText("event"))
        .containsExactly("balance.low", "message.queued", "message.queued", "consent.given");
    var ids = all.findValuesAsText("id");
    for (int i = 0; i < ids.size() - 1; i++) {
      var behind = client.json("/v2/webhooks?limit=1&starting_after=" + ids.get(i));
      assertThat(behind.path("data").findValuesAsText("id")).containsExactly(ids.get(i + 1));
      var before = client.json("/v2/webhooks?limit=1&ending_before=" + ids.get(i + 1));
      assertThat(before.path("data").findValuesAsText("id")).containsExactly(ids.get(i));
    }
    assertThat(client.json("/v2/webhooks?starting_after=" + ids.getLast()).path("data")).isEmpty();
    assertThat(client.json("/v2/webhooks?state=open").path("data")).hasSize(4);
    assertThat(client.json("/v2/webhooks?state=dead").path("data")).isEmpty();
  }

  @Test
  void whatWaitsForNothingIsWell() {
    var health = client.json(made("") + "/health");

    assertThat(health.path("circuit").asText()).isEqualTo("closed");
    assertThat(health.path("owed").asInt()).isZero();
    assertThat(health.path("telling").asInt()).isZero();
    for (var none : new String[] {"oldest_owed", "rests_until", "next_try", "concurrency"}) {
      assertThat(health.path(none).isNull()).as(none).isTrue();
    }
  }
}
