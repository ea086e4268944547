package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Gsm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SandboxRoutesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MESSAGES = "/sandbox/handsets/14155551234/messages";

  @TempDir private Path folder;
  private SandboxSmsc smsc;
  private Esme esme;
  private Router router;

  @BeforeEach
  void open() throws IOException {
    smsc = SandboxSmsc.open(0, Duration.ofMillis(5), folder);
    esme = new Esme(smsc);
    router = new Router(List.of(smsc.mount()));
  }

  @AfterEach
  void close() {
    esme.close();
    smsc.close();
  }

  private Reply call(String method, String target, String body) {
    var octets = body.getBytes(StandardCharsets.UTF_8);
    return router.answer(Request.of(method, target, List.of(), octets));
  }

  private static JsonNode json(Reply reply) throws IOException {
    return JSON.readTree(reply.body());
  }

  private void assertRefused(Reply reply, int status, String code, String field)
      throws IOException {
    assertThat(reply.status()).isEqualTo(status);
    var error = json(reply).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("field").asText("")).isEqualTo(field);
    assertThat(error.has("field")).isTrue();
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("resolution").asText()).isNotBlank();
    assertThat(error.path("request_id").asText()).isNotBlank();
  }

  @Test
  void aHandsetShowsWhatItReceived() throws Exception {
    var before = Instant.now().minusMillis(1);
    var text = "abcdefghi ".repeat(20);
    for (var part : Esme.parts("14155551234", text, RegisteredDelivery.NONE, 1)) {
      esme.submit(part);
    }

    var reply = call("GET", MESSAGES, "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply).path("handset").asText()).isEqualTo("+14155551234");
    var message = json(reply).path("messages").path(0);
    assertThat(message.path("from").asText()).isEqualTo("+14155552671");
    assertThat(message.path("to").asText()).isEqualTo("+14155551234");
    assertThat(message.path("text").asText()).isEqualTo(text);
    assertThat(message.path("encoding").asText()).isEqualTo("GSM7");
    assertThat(message.path("segments").asInt()).isEqualTo(2);
    assertThat(Instant.parse(message.path("received_at").asText()))
        .isBetween(before, Instant.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"14155551234", "+14155551234", "%2B14155551234"})
  void aNumberMayHaveItsPlusOrNot(String number) throws Exception {
    esme.submit(Esme.to("14155551234", "Hello"));

    var reply = call("GET", "/sandbox/handsets/" + number + "/messages", "");

    assertThat(json(reply).path("messages")).hasSize(1);
  }

  @Test
  void theNewestAreShownAndNoMoreThanAskedFor() throws Exception {
    for (var text : List.of("one", "two", "three")) {
      esme.submit(Esme.to("14155551234", text, RegisteredDelivery.NONE, 1));
    }

    var two = json(call("GET", MESSAGES + "?limit=2", "")).path("messages");

    assertThat(two).extracting(node -> node.path("text").asText()).containsExactly("three", "two");
    assertThat(json(call("GET", "/sandbox/handsets/999/messages", "")).path("messages")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", "", "99999999999"})
  void aLimitOutsideIsRefused(String limit) throws Exception {
    assertRefused(call("GET", MESSAGES + "?limit=" + limit, ""), 400, "field_invalid", "limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "abc", "1234567890123456", "1415555%20", "-1415555"})
  void aHandsetThatIsNoNumberIsRefused(String number) throws Exception {
    var path = "/sandbox/handsets/" + number + "/messages";
    assertRefused(call("GET", path, ""), 400, "field_invalid", "number");
    assertRefused(
        call("POST", path, "{\"to\": \"12345\", \"text\": \"x\"}"), 400, "field_invalid", "number");
  }

  @ParameterizedTest
  @CsvSource({"+14155552671, 1, 14155552671", "12345, 3, 12345"})
  void aPersonWritesToASender(String to, int ton, String value) throws Exception {
    var reply = call("POST", MESSAGES, "{\"to\": \"%s\", \"text\": \"Hi €\"}".formatted(to));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(json(reply).path("id").asText()).isNotBlank();
    assertThat(json(reply).path("status").asText()).isEqualTo("sending");
    var delivery = esme.delivery();
    assertThat(delivery.source()).isEqualTo(SmppAddress.international("14155551234"));
    assertThat(delivery.destination().ton()).isEqualTo(ton);
    assertThat(delivery.destination().value()).isEqualTo(value);
    assertThat(Gsm.decode(delivery.payload())).isEqualTo("Hi €");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MyCompany", "Hello8", "57-MyCompany", "a"})
  void nobodyAnswersAnAlphanumericSender(String to) throws Exception {
    var reply = call("POST", MESSAGES, "{\"to\": \"%s\", \"text\": \"Hi\"}".formatted(to));

    assertRefused(reply, 422, "recipient_one_way", "to");
    assertThat(json(reply).path("error").path("message").asText())
        .startsWith("An alphanumeric sender id can be read but not answered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                   | malformed     |",
        "{                                  | malformed     |",
        "[1]                                | malformed     |",
        "\"x\"                              | malformed     |",
        "null                               | malformed     |",
        "{\"to\": \"12345\"} {}             | malformed     |",
        "{\"text\": \"x\"}                  | field_invalid | to",
        "{\"to\": 12345, \"text\": \"x\"}   | field_invalid | to",
        "{\"to\": \"\", \"text\": \"x\"}    | field_invalid | to",
        "{\"to\": \"+1x\", \"text\": \"x\"} | field_invalid | to",
        "{\"to\": \"A name too long\", \"text\": \"x\"} | field_invalid | to",
        "{\"to\": \"12345\"}                | field_invalid | text",
        "{\"to\": \"12345\", \"text\": \"\"} | field_invalid | text",
        "{\"to\": \"12345\", \"text\": 7}   | field_invalid | text",
      })
  void aBodyThatSaysTooLittleIsRefused(String body, String code, String field) throws Exception {
    var reply = call("POST", MESSAGES, body == null ? "" : body);

    assertRefused(reply, 400, code, field == null ? "" : field);
  }

  @Test
  void aTextThatIsTooLongIsRefused() throws Exception {
    var body = "{\"to\": \"12345\", \"text\": \"%s\"}";

    assertThat(call("POST", MESSAGES, body.formatted("x".repeat(10_000))).status()).isEqualTo(202);
    assertRefused(
        call("POST", MESSAGES, body.formatted("x".repeat(10_001))), 400, "field_invalid", "text");
    assertRefused(call("POST", MESSAGES, "x".repeat(70_000)), 413, "body_too_large", "");
  }

  @Test
  void unknownPathsAndMethodsAreRefused() throws Exception {
    assertRefused(call("GET", "/sandbox/handsets", ""), 404, "not_found", "");
    assertRefused(call("GET", "/sandbox/nothing", ""), 404, "not_found", "");
    assertRefused(call("PUT", MESSAGES, "{}"), 405, "method_not_allowed", "");
    assertRefused(call("DELETE", MESSAGES, ""), 405, "method_not_allowed", "");
  }

  @Test
  void aMessageThatCannotBeKeptIsRefused() throws Exception {
    smsc.close();

    var reply = call("POST", MESSAGES, "{\"to\": \"12345\", \"text\": \"x\"}");

    assertRefused(reply, 503, "store_down", "");
  }

  @Test
  void noBodyBreaksIt() {
    var random = new Random(20_260_103);
    var letters = "{}[]\":,totext12345+ \\\u0000é";
    for (int round = 0; round < 2_000; round++) {
      var body = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        body.append(letters.charAt(random.nextInt(letters.length())));
      }

      assertThat(call("POST", MESSAGES, body.toString()).status()).isBetween(200, 499);
    }
  }
}
