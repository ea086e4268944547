package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.door.Logins;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class V2EventsTest {
  private static final AccountId ACCOUNT = Logins.account(House.SID).orElseThrow();

  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  @Test
  void theSubjectHasTheNameThatTheApiGivesIt() throws Exception {
    happen(ACCOUNT, Kind.CONVERSATION_READ, 1);
    happen(ACCOUNT, Kind.CONSENT_GIVEN, 2);
    happen(ACCOUNT, Kind.BALANCE_LOW, 3);
    happen(ACCOUNT, Kind.WEBHOOK_DISABLED, 4);
    var account = ACCOUNT.value();
    happen(new Event(ACCOUNT, House.OPENED, Kind.CONSENT_WITHDRAWN, account, Map.of()));

    var told = client.json("/v2/events").path("data");

    assertThat(told.findValuesAsText("subject"))
        .containsExactly(
            "cnv_00000000-0000-0006-0000-000000000001",
            "msg_00000000-0000-0006-0000-000000000002",
            "evt_00000000-0000-0006-0000-000000000003",
            "ep_00000000-0000-0006-0000-000000000004",
            "AC" + account.hex());
  }

  private void happen(AccountId account, Kind kind, int subject) throws InterruptedException {
    happen(new Event(account, House.OPENED, kind, new Id(6, subject), Map.of("why", "test")));
  }

  private void happen(Event event) throws InterruptedException {
    var commit = new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Happened(event)));
    assertThat(house.ports().commits().write(commit)).isEqualTo(new Commit.Result.Done());
    house.listeners().after(commit);
  }

  private Pieces stream(String query, String lastId) {
    var fields = new ArrayList<Field>();
    fields.add(new Field("Accept", "text/event-stream"));
    if (!lastId.isEmpty()) {
      fields.add(new Field("Last-Event-ID", lastId));
    }
    var reply = client.ask("GET", "/v2/events" + query, fields);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("text/event-stream");
    return reply.pieces().orElseThrow();
  }

  private static String next(Pieces pieces) throws InterruptedException {
    return new String(pieces.next(), StandardCharsets.UTF_8);
  }

  private static List<String> types(JsonNode page) {
    return page.path("data").findValuesAsText("type");
  }

  @Test
  void aListTellsWhatHappenedOldestFirst() throws Exception {
    happen(ACCOUNT, Kind.MESSAGE_SENT, 1);
    happen(new AccountId(new Id(9, 9)), Kind.MESSAGE_SENT, 2);
    happen(ACCOUNT, Kind.MESSAGE_DELIVERED, 3);

    var all = client.json("/v2/events");

    assertThat(types(all)).containsExactly("message.sent", "message.delivered");
    assertThat(all.path("data").get(0).path("subject").asText())
        .isEqualTo("msg_00000000-0000-0006-0000-000000000001");
    assertThat(all.path("data").get(0).path("facts").path("why").asText()).isEqualTo("test");
    assertThat(all.path("data").get(0).path("message").isNull()).isTrue();
    assertThat(all.path("has_more").asBoolean()).isFalse();

    var one = client.json("/v2/events?limit=1");
    var rest = client.json("/v2/events?starting_after=" + one.path("next_cursor").asText());
    assertThat(types(one)).containsExactly("message.sent");
    assertThat(one.path("has_more").asBoolean()).isTrue();
    assertThat(types(rest)).containsExactly("message.delivered");

    var behind = "/v2/events?wait=1&starting_after=" + rest.path("next_cursor").asText();
    assertThat(types(client.json(behind))).isEmpty();
  }

  @Test
  void theMessageThatAnEventIsAboutStandsInIt() throws Exception {
    var id = client.send("\"to\": \"+14155550123\", \"text\": \"Hello\"");
    var message = house.store().messages().find(MessageNames.read(id).orElseThrow()).orElseThrow();
    var happened = new Write.Happened(Event.of(message));
    house.ports().commits().write(new Commit(Urgency.INSIDE, List.of(), List.of(happened)));

    var event = client.json("/v2/events").path("data").get(0);

    assertThat(event.path("type").asText()).isEqualTo("message.queued");
    assertThat(event.path("message").path("id").asText()).isEqualTo(id);
    assertThat(event.path("message").path("content").path("text").asText()).isEqualTo("Hello");
  }

  @Test
  void onlyWhatWasChosenIsTold() throws Exception {
    happen(ACCOUNT, Kind.MESSAGE_SENT, 1);
    happen(ACCOUNT, Kind.MESSAGE_DELIVERED, 2);
    happen(ACCOUNT, Kind.MESSAGE_RECEIVED, 3);

    var some = client.json("/v2/events?types=message.received,message.sent");

    assertThat(types(some)).containsExactly("message.sent", "message.received");
    assertThat(types(client.json("/v2/events?types=message.*"))).hasSize(3);
    assertThat(client.get("/v2/events?types=message.gone").status()).isEqualTo(400);
    assertThat(client.get("/v2/events?starting_after=x").status()).isEqualTo(400);
    assertThat(client.get("/v2/events?wait=31").status()).isEqualTo(400);
    assertThat(client.get("/v2/events?since=1").status()).isEqualTo(400);
  }

  @Test
  void aFeedTellsWhatHappensFromNowOn() throws Exception {
    happen(ACCOUNT, Kind.MESSAGE_SENT, 1);
    try (var pieces = stream("?types=message.delivered", "")) {
      assertThat(next(pieces)).isEqualTo("retry: 3000\n\n");
      happen(ACCOUNT, Kind.MESSAGE_SENT, 2);
      happen(ACCOUNT, Kind.MESSAGE_DELIVERED, 3);

      assertThat(next(pieces))
          .startsWith("id: 3\nevent: message.delivered\ndata: {\"id\":\"3\",\"object\":\"event\"")
          .endsWith("}\n\n")
          .hasLineCount(4);
    }
    assertThat(house.listeners().count()).isZero();
  }

  @Test
  void aFeedGoesOnBehindTheLastThatWasHeard() throws Exception {
    for (int i = 1; i <= 4; i++) {
      happen(ACCOUNT, Kind.MESSAGE_SENT, i);
    }
    try (var pieces = stream("?starting_after=1", "2")) {
      assertThat(next(pieces)).isEqualTo("retry: 3000\n\n");

      assertThat(next(pieces)).contains("id: 3\n", "id: 4\n").doesNotContain("id: 2\n");
    }
  }

  @Test
  void aFeedThatIsToGoOnBehindWhatNobodyKeepsSaysSo() throws Exception {
    happen(ACCOUNT, Kind.MESSAGE_SENT, 1);
    try (var pieces = stream("", "77")) {
      assertThat(next(pieces))
          .contains("event: feed.gap\n", "\"asked_after\":\"77\"", "\"goes_on_after\":\"0\"");
      assertThat(next(pieces)).startsWith("id: 1\n");
    }
  }

  @Test
  void aFeedEndsWhenTheServerStops() throws Exception {
    try (var pieces = stream("", "")) {
      next(pieces);
      house.listeners().close();

      assertThat(pieces.next()).isEmpty();
    }
    var fields = List.of(new Field("Accept", "text/event-stream"));
    assertThat(client.ask("GET", "/v2/events", fields).status()).isEqualTo(429);
  }

  @Test
  void noMoreThanSoManyListenAtOnce() {
    for (int i = 0; i < Listeners.PER_ACCOUNT_MAX; i++) {
      stream("", "");
    }
    var fields = List.of(new Field("Accept", "text/event-stream"));

    var refused = client.ask("GET", "/v2/events", fields);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.fields()).anyMatch(field -> field.named("Retry-After"));
  }
}
