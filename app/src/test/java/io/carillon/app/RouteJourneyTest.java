package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server between two message centres: which way messages take, and what happens where that
/// way is closed.
@Tag("slow")
@Tag("journey")
class RouteJourneyTest {
  @TempDir private Path folder;
  private Between all;
  private Smsc east;
  private Smsc west;
  private Client client;

  @BeforeEach
  void open() throws Exception {
    all = Between.open(folder, RouteJourneyTest::settings);
    east = all.east();
    west = all.west();
    client = all.client();
    client.await(
        "/readyz", ready -> up(ready.json(), "east") == 1 && up(ready.json(), "west") == 1);
  }

  private static String settings(Smsc east, Smsc west) {
    return """
    carriers:
      - %s
      - %s
    routes:
      - {name: germany, match: {to: '+49'}, carriers: [east, {name: west, priority: 1}]}
      - name: spread
        match: {to: ['+4420'], purpose: [otp, transactional]}
        carriers: [{name: east, weight: 3}, west]
        pick: weight
      - {name: cheapest, match: {to: '+33'}, carriers: [east, west], pick: cost}
      - {name: others, carriers: [west]}
    """
        .formatted(
            east.entry("east", ", costs: [{to: '+33', cost: 0.05}]"),
            west.entry(
                "west",
                ", throttling: {pause: 50ms, pause-max: 100ms},"
                    + " costs: [{to: '+33', cost: 0.04}]"));
  }

  @AfterEach
  void close() {
    all.close();
  }

  private static int up(JsonNode ready, String carrier) {
    for (var one : ready.path("carriers")) {
      if (one.path("name").asText().equals(carrier)) {
        return one.path("up").asInt();
      }
    }
    return -1;
  }

  private List<String> trace(String id) throws Exception {
    var steps = new ArrayList<String>();
    client
        .get("/v2/messages/" + id + "/trace")
        .json()
        .path("steps")
        .forEach(
            step -> steps.add(step.path("what").asText() + " " + step.path("detail").asText()));
    return steps;
  }

  private JsonNode explain(String to) throws Exception {
    var reply = client.get("/v2/routes/explain?from=%2B14155552671&to=" + to.replace("+", "%2B"));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void theFirstRuleThatFitsDecidesAndTheTraceNamesIt() throws Exception {
    var german = all.send("+4915112345678");
    var french = all.send("+33612345678");
    var american = all.send("+14155551234");
    all.awaitSent(german);
    all.awaitSent(french);
    all.awaitSent(american);

    assertThat(east.taken()).containsExactly("+4915112345678");
    assertThat(west.taken()).containsExactlyInAnyOrder("+33612345678", "+14155551234");
    assertThat(trace(german)).anyMatch(step -> step.contains("route germany; east"));
    assertThat(trace(german)).anyMatch(step -> step.contains("settings 1;"));
  }

  @Test
  void weightsShareOutWhatOneRuleTakes() throws Exception {
    var last = "";
    for (int i = 0; i < 200; i++) {
      last = all.send("+4420%08d".formatted(71838750 + i));
    }
    all.awaitSent(last);
    client.await("/readyz", _ -> east.taken().size() + west.taken().size() == 200);

    assertThat(east.taken()).hasSizeBetween(115, 180);
  }

  @Test
  void whatOneCarrierWillNotTakeAnotherDoes() throws Exception {
    east.answer(_ -> CommandStatus.RINVSRCADR);

    var id = all.send("+4915112345678");
    all.awaitSent(id);

    assertThat(east.taken()).isEmpty();
    assertThat(west.taken()).containsExactly("+4915112345678");
    assertThat(trace(id)).anyMatch(step -> step.matches("failed_over .*east.*west.*"));
  }

  @Test
  void whileOneIsDownTheNextTakesItsMessagesAndTheExplanationSaysSo() throws Exception {
    int port = east.port();
    east.close();
    client.await("/readyz", ready -> up(ready.json(), "east") == 0);

    all.awaitSent(all.send("+4915112345678"));

    assertThat(west.taken()).containsExactly("+4915112345678");
    var told = explain("+4915112345678");
    assertThat(told.path("route").asText()).isEqualTo("germany");
    assertThat(told.path("chosen").asText()).isEqualTo("west");
    assertThat(told.path("carriers").path(0).path("state").asText()).isEqualTo("down");
    assertThat(told.path("carriers").path(0).path("detail").asText()).isNotEmpty();

    try (var again = Smsc.open(port)) {
      client.await("/readyz", ready -> up(ready.json(), "east") == 1);
      all.awaitSent(all.send("+4915112345679"));
      assertThat(again.taken()).containsExactly("+4915112345679");
    }
  }

  @Test
  void whoSaysTooFastIsGivenTimeAndNoAttemptIsUsedUp() throws Exception {
    var refusals = new AtomicInteger(3);
    west.answer(_ -> refusals.getAndDecrement() > 0 ? CommandStatus.RTHROTTLED : CommandStatus.ROK);

    var id = all.send("+14155551234");
    all.awaitSent(id);

    assertThat(west.taken()).containsExactly("+14155551234");
    assertThat(east.taken()).isEmpty();
    assertThat(trace(id)).anyMatch(step -> step.startsWith("throttled"));
    assertThat(client.get("/metrics").body())
        .containsPattern("carillon_carrier_throttled_total\\{carrier=\"west\"\\} 3");
    assertThat(explain("+14155551234").path("carriers").path(0).path("usable").asBoolean())
        .isTrue();
  }

  @Test
  void anExplanationTellsEachRulesWordAndEachCarriersCost() throws Exception {
    var told = explain("+33612345678");

    assertThat(told.path("rules").path(0).path("misfit").asText()).isEqualTo("to");
    assertThat(told.path("rules").path(2).path("fits").asBoolean()).isTrue();
    assertThat(told.path("route").asText()).isEqualTo("cheapest");
    assertThat(told.path("pick").asText()).isEqualTo("cost");
    assertThat(told.path("chosen").asText()).isEqualTo("west");
    var first = told.path("carriers").path(0);
    assertThat(first.path("cost").path("amount").asText()).isEqualTo("0.04");
    assertThat(first.path("state").asText()).isEqualTo("up");
  }

  @Test
  void aMessageTellsWhatItsCarrierAskedForItAndWhatIsLeft() throws Exception {
    var id = all.send("+33612345678");
    all.awaitSent(id);

    var message = client.get("/v2/messages/" + id).json();
    assertThat(message.path("charged").path("amount").asText()).isEqualTo("0.05");
    assertThat(message.path("cost").path("amount").asText()).isEqualTo("0.04");
    assertThat(message.path("margin").path("amount").asText()).isEqualTo("0.01");
  }
}
