package io.carillon.bench.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.bench.far.FarPlan;
import io.carillon.bench.far.FarSide;
import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Request;
import io.carillon.bench.load.Strand;
import io.carillon.bench.load.Template;
import io.carillon.bench.mark.Recipients;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScenarioTest {
  private static final Wishes WISHES = new Wishes(0, 0, 0, 0, 0, FarPlan.USUAL);
  private static final Target TARGET =
      new Target(
          8080,
          new Credentials("AC1", "secret", "sk_live_1"),
          new FarSide.Hooks(
              "http://127.0.0.1:9/hook",
              "http://127.0.0.1:10/hook",
              "http://127.0.0.1:11/hook",
              "http://127.0.0.1:12/hook"));

  @Test
  void aSingleSendIsPantheonCloudsJson() throws Exception {
    var request = only(Scenario.SINGLE);

    assertThat(request.head())
        .isEqualTo(
            """
            POST /v1/messages HTTP/1.1\r
            Host: 127.0.0.1:8080\r
            Authorization: Bearer sk_live_1\r
            Content-Type: application/json\r
            """);
    var body = json(request);
    assertThat(body.get("from").asText()).isEqualTo("+14155552671");
    assertThat(body.get("to").asText()).isEqualTo("+1415#######");
    assertThat(body.get("text").asText()).contains(" ####### ").hasSize(92);
    assertThat(body.get("webhook_url").asText()).isEqualTo("http://127.0.0.1:9/hook");
    assertThat(body.get("webhook_events")).hasToString("[\"delivered\"]");
  }

  @Test
  void withoutWebhooksTheReceiptsCount() throws Exception {
    var cast = Scenario.SILENT.cast(WISHES, TARGET);

    assertThat(json(only(Scenario.SILENT)).has("webhook_url")).isFalse();
    assertThat(cast.acts()).extracting(Act::proof).containsExactly(Proof.RECEIPT);
  }

  @Test
  void aFormIsTwilios() throws Exception {
    var request = only(Scenario.TWILIO);

    var login = Base64.getEncoder().encodeToString("AC1:secret".getBytes(UTF_8));
    assertThat(request.head())
        .startsWith("POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1\r\n")
        .contains("\r\nAuthorization: Basic " + login + "\r\n");
    assertThat(form(request))
        .containsEntry("To", "+1415" + Template.NUMBER)
        .containsEntry("From", "+14155552671")
        .containsEntry("Body", Text.SHORT.words())
        .containsEntry("StatusCallback", "http://127.0.0.1:9/hook");
  }

  @Test
  void aBulkHasAThousandMessagesWithReceipts() throws Exception {
    var request = only(Scenario.BULK);

    assertThat(request.messages()).isEqualTo(1_000);
    var body = json(request);
    assertThat(body).hasSize(1_000);
    assertThat(body.get(999).get("to").asText()).isEqualTo("+1415#######");
    assertThat(body.get(999).get("dlr").asBoolean()).isTrue();
    assertThat(body.get(999).at("/dlroptions/webhook").asText())
        .isEqualTo("http://127.0.0.1:9/hook");
  }

  @Test
  void textsHaveTheSegmentsThatTheyAreNamedFor() {
    assertThat(segments(Text.SHORT)).isEqualTo(1);
    assertThat(segments(Text.THREE)).isEqualTo(3);
    assertThat(segments(Text.FOUR)).isEqualTo(4);
  }

  @Test
  void longTextsOfBothLengthsAreSentInTurn() throws Exception {
    var requests = strands(Scenario.LONG, WISHES).getFirst().requests();

    assertThat(requests).hasSize(2);
    assertThat(Scenario.LONG.textOctets())
        .isEqualTo((Text.THREE.length() + Text.FOUR.length()) / 2.0);
  }

  @Test
  void whatIsOwedToADeadEndpointIsSentBeforeAndToItAlone() throws Exception {
    for (var scenario : List.of(Scenario.DEAD_ENDPOINT, Scenario.CALLBACKS)) {
      var cast = scenario.cast(WISHES, TARGET);
      var owed = cast.fill().orElseThrow().strand();

      assertThat(json(owed.requests().getFirst()).get("webhook_url").asText())
          .isEqualTo("http://127.0.0.1:12/hook");
      assertThat(json(cast.acts().getFirst().strand().requests().getFirst()).get("webhook_url"))
          .hasToString("\"http://127.0.0.1:9/hook\"");
      assertThat(owed.end()).isEqualTo(cast.acts().getFirst().strand().first());
      assertThat(owed.most()).isGreaterThanOrEqualTo(1_000_000);
    }
    assertThat(Scenario.CALLBACKS.stage(WISHES).opens()).isTrue();
    assertThat(Scenario.DEAD_ENDPOINT.stage(WISHES).opens()).isFalse();
  }

  @Test
  void uselessEndpointsHaveConnectionsAndNumbersOfTheirOwn() throws Exception {
    var cast = Scenario.SLOW_ENDPOINT.cast(WISHES, TARGET);

    assertThat(cast.acts())
        .extracting(act -> act.strand().pace().connections())
        .containsExactly(56, 4, 4);
    assertThat(cast.acts())
        .extracting(Act::proof)
        .containsExactly(Proof.WEBHOOK, Proof.RECEIPT, Proof.RECEIPT);
    assertThat(json(cast.acts().get(1).strand().requests().getFirst()).get("webhook_url").asText())
        .isEqualTo("http://127.0.0.1:10/hook");
    assertThat(json(cast.acts().get(2).strand().requests().getFirst()).get("webhook_url").asText())
        .isEqualTo("http://127.0.0.1:11/hook");
    assertNumbersAreApart(cast);
  }

  @Test
  void throttlingOffersAQuarterMoreThanIsTaken() throws Exception {
    var wishes = new Wishes(0, 0, 400, 0, 0, FarPlan.USUAL);

    assertThat(Scenario.THROTTLING.stage(wishes).far().takenPerSecond()).isEqualTo(400);
    assertThat(Scenario.THROTTLING.stage(wishes).ceiling()).isEqualTo(400);
    assertThat(Scenario.THROTTLING.stage(wishes).carrierRate()).as("not told").isZero();
    assertThat(strands(Scenario.THROTTLING, wishes).getFirst().pace().measured()).isEqualTo(500);
  }

  @Test
  void aBurstIsTenTimesWhatTheCarrierTakes() throws Exception {
    var pace = strands(Scenario.BURST, WISHES).getFirst().pace();

    assertThat(Scenario.BURST.stage(WISHES).carrierRate()).isEqualTo(1_000);
    assertThat(Scenario.BURST.stage(WISHES).settings()).contains("requests-max: 250");
    assertThat(pace.measured()).isEqualTo(10_000);
    assertThat(pace.warmup()).isEqualTo(800);
  }

  @Test
  void singleKindsAlsoGoAtARate() throws Exception {
    var wishes = WISHES.at(500);

    assertThat(Scenario.SINGLE.takesRate()).isTrue();
    assertThat(Scenario.TENANTS.takesRate()).isFalse();
    assertThat(strands(Scenario.BULK, wishes).getFirst().pace())
        .isEqualTo(Pace.open(1_024, 500).warmedBy(8));
    assertThat(strands(Scenario.BULK, WISHES).getFirst().pace()).isEqualTo(Pace.closed(8));
    assertThat(strands(Scenario.SINGLE, WISHES).getFirst().pace()).isEqualTo(Pace.closed(64));
  }

  @ParameterizedTest
  @EnumSource
  void everyScenarioIsFoundByItsWord(Scenario scenario) {
    assertThat(Scenario.of(scenario.word())).contains(scenario);
    assertThat(scenario.word()).matches("[a-z-]+");
    assertThat(scenario.what()).isNotBlank();
  }

  private static void assertNumbersAreApart(Cast cast) {
    var strands =
        Stream.concat(cast.acts().stream(), cast.fill().stream()).map(Act::strand).toList();
    var used = new HashSet<Integer>();
    for (var strand : strands) {
      assertThat(strand.end()).isLessThanOrEqualTo(Recipients.COUNT);
      for (var number : List.of(strand.first(), strand.end() - 1)) {
        assertThat(used.add(number)).isTrue();
      }
    }
  }

  private static Request only(Scenario scenario) throws Exception {
    var strands = strands(scenario, WISHES);
    assertThat(strands).hasSize(1);
    assertThat(strands.getFirst().requests()).hasSize(1);
    return strands.getFirst().requests().getFirst();
  }

  private static List<Strand> strands(Scenario scenario, Wishes wishes) throws Exception {
    return scenario.cast(wishes, TARGET).acts().stream().map(Act::strand).toList();
  }

  private static int segments(Text text) {
    var words = text.words().replace(Template.NUMBER, "2000000");
    var measure = Segmentation.measure(words, WantedEncoding.AUTO);
    return ((Measure.Fits) measure).segments();
  }

  private static JsonNode json(Request request) throws IOException {
    return new ObjectMapper().readTree(request.body());
  }

  private static Map<String, String> form(Request request) {
    return Stream.of(request.body().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }
}
