package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Occasion;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class V2EndpointHeraldTest {
  private static final Id ID = new Id(1, 7);
  private static final Occasion BY = new Occasion(House.OPENED, Author.SERVER);
  private static final String NEW = StandardWebhooks.secret(new byte[24]);
  private static final String OLD = StandardWebhooks.secret(new byte[] {1, 2, 3});

  private final House house = new House();

  @AutoClose private final Sink sink = new Sink();
  private final V2EndpointHerald herald =
      new V2EndpointHerald(sink.courier(house.clock()), house.ports().accounts(), house.clock());

  private Message message() {
    var name = new NativeClient(house).send("\"to\": \"+14155550123\", \"text\": \"Hi\"");
    return house.ports().messages().find(MessageNames.read(name).orElseThrow()).orElseThrow();
  }

  private Endpoint endpoint(Message of, Map<String, String> more) throws Exception {
    var facts = new HashMap<String, String>();
    facts.put(Endpoint.URL, sink.url());
    facts.put(Endpoint.EVENTS, "*");
    facts.put(Endpoint.SECRET, NEW);
    facts.putAll(more);
    var at = House.OPENED;
    var kept = new Resource(ID, of.account(), Resource.Kind.ENDPOINT, "mine", facts, at, at);
    var write = new Write.Enrolled(new Entry.OfResource(kept), BY);
    house.ports().commits().write(new Commit(Urgency.ACCEPT, List.of(), List.of(write)));
    return Endpoint.of(kept);
  }

  private static Notice notice(Message message, Endpoint to) {
    return new Notice(
        message.id(),
        3,
        Endpoint.DIALECT,
        to.lane(),
        to.name(),
        new Change(Status.SENT, House.OPENED, Optional.empty()),
        Notice.Telling.owedAt(House.OPENED));
  }

  private Verdict verdict(Request request, String secret) {
    var sent =
        new StandardWebhooks.Sent(
            request.header("webhook-id").orElseThrow(),
            request.header("webhook-timestamp").orElseThrow(),
            request.header("webhook-signature").orElseThrow());
    return new StandardWebhooks(List.of(secret))
        .verify(sent, request.body(), house.clock().now(), StandardWebhooks.TOLERANCE);
  }

  @Test
  void signsWithItsOwnSecretAndSendsItsHeaders() throws Exception {
    var message = message();
    var endpoint = endpoint(message, Map.of(Endpoint.HEADERS, "X-Api-Key:let me in"));

    var telling = herald.tell(message, notice(message, endpoint));

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var request = sink.taken();
    assertThat(request.header("x-api-key")).contains("let me in");
    assertThat(verdict(request, NEW)).isEqualTo(Verdict.GENUINE);
    assertThat(verdict(request, OLD)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void bothSecretsSignWhileOneTakesThePlaceOfTheOther() throws Exception {
    var message = message();
    var until = house.clock().now().plus(Duration.ofHours(24));
    var endpoint =
        endpoint(
            message,
            Map.of(Endpoint.SECRET_BEFORE, OLD, Endpoint.SECRET_BEFORE_UNTIL, until.toString()));

    herald.tell(message, notice(message, endpoint));

    var request = sink.taken();
    assertThat(verdict(request, NEW)).isEqualTo(Verdict.GENUINE);
    assertThat(verdict(request, OLD)).isEqualTo(Verdict.GENUINE);
    assertThat(endpoint.secrets(until.minusMillis(1))).hasSize(2);
    assertThat(endpoint.secrets(until)).hasSize(1);
  }

  @Test
  void tellsWhatWentOverTheWireWithoutSecrets() throws Exception {
    var message = message();
    var endpoint = endpoint(message, Map.of(Endpoint.HEADERS, "X-Api-Key:let me in"));
    sink.answer(Reply.text(503, "no\u0007 room\n").with("Set-Cookie", "sid=1"));

    var exchange = herald.attempt(message, notice(message, endpoint)).exchange().orElseThrow();

    assertThat(exchange.asked())
        .contains("Content-Type: application/json", "webhook-signature: ***", "X-Api-Key: ***");
    assertThat(exchange.answered()).contains("Set-Cookie: ***");
    assertThat(exchange.body()).isEqualTo("no. room\n");
    assertThat(exchange.toString()).doesNotContain("room");
  }

  @Test
  void whoIsGoneIsAskedNoMore() throws Exception {
    var message = message();
    var endpoint = endpoint(message, Map.of());
    sink.answer(Reply.empty(410));

    assertThat(herald.tell(message, notice(message, endpoint)))
        .isEqualTo(new Telling.GivenUp(410, "HTTP 410: it is gone"));
  }

  @Test
  void aTestIsSignedAndTellsNothing() throws Exception {
    var endpoint = endpoint(message(), Map.of());

    assertThat(herald.test(endpoint, "evt_1").telling()).isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    assertThat(verdict(request, NEW)).isEqualTo(Verdict.GENUINE);
    assertThat(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"webhook.test\"");
  }

  @Test
  void tellsWhatIsNoMessagesAlike() throws Exception {
    var message = message();
    var endpoint = endpoint(message, Map.of());
    var subject = new Id(6, 6);
    var facts = Map.of("assignee", "user_1");
    var event =
        new Event(
            message.account(), House.OPENED, Event.Kind.CONVERSATION_ASSIGNED, subject, facts);
    var happening = Happening.of(event, 1);
    var notice = happening.owed(List.of(endpoint)).getFirst();

    assertThat(herald.announce(happening, notice).telling()).isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    assertThat(verdict(request, NEW)).isEqualTo(Verdict.GENUINE);
    var body = NativeClient.parsed(new String(request.body(), StandardCharsets.UTF_8));
    assertThat(body.path("id").asText())
        .isEqualTo(request.header("webhook-id").orElseThrow())
        .isEqualTo("whk_" + happening.id().value().uuid() + "_1");
    assertThat(body.path("type").asText()).isEqualTo("conversation.assigned");
    assertThat(body.path("subject").asText()).isEqualTo("cnv_" + subject.uuid());
    assertThat(body.path("facts").path("assignee").asText()).isEqualTo("user_1");
    endpoint(message, Map.of(Endpoint.STATE, "disabled"));
    assertThat(herald.announce(happening, notice).telling()).isInstanceOf(Telling.Gone.class);
  }

  @Test
  void whatIsPausedWaitsAndIsGivenUpOnceItIsTooOld() throws Exception {
    var message = message();
    var endpoint = endpoint(message, Map.of(Endpoint.STATE, "paused"));

    assertThat(herald.hears(endpoint.name())).isFalse();
    assertThat(herald.tell(message, notice(message, endpoint)))
        .isEqualTo(new Telling.Gone("the endpoint was paused for too long"));
  }

  @Test
  void whatIsDisabledOrDeletedIsToldNothing() throws Exception {
    var message = message();
    var endpoint =
        endpoint(message, Map.of(Endpoint.STATE, "disabled", Endpoint.REASON, "HTTP 410"));
    var notice = notice(message, endpoint);

    assertThat(herald.hears(endpoint.name())).isTrue();
    assertThat(herald.tell(message, notice))
        .isEqualTo(new Telling.Gone("the endpoint is disabled"));
    var dropped = new Write.Enrolled(new Entry.Dropped(endpoint.resource()), BY);
    house.ports().commits().write(new Commit(Urgency.ACCEPT, List.of(), List.of(dropped)));
    assertThat(herald.hears(endpoint.name())).isTrue();
    assertThat(herald.tell(message, notice))
        .isEqualTo(new Telling.Gone("the endpoint was deleted"));
  }
}
