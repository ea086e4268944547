package io.carillon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TemplateTest {
  private static final Target TARGET = new Target(8080, "sk_live_1", "http://127.0.0.1:9/hook");

  @Test
  void aSingleSendIsOneWholeRequest() throws IOException {
    var template = Scenario.SINGLE.template(TARGET);
    var bytes = template.copy();
    template.number(bytes, 1_234_567);

    var frame = new HttpFrame(10_000);
    assertThat(frame.read(bytes, 0, bytes.length)).isTrue();
    assertThat(frame.next).isEqualTo(bytes.length);
    assertThat(new String(bytes, UTF_8))
        .startsWith(
            """
            POST /v1/messages HTTP/1.1\r
            Host: 127.0.0.1:8080\r
            Authorization: Bearer sk_live_1\r
            Content-Type: application/json\r
            """)
        .doesNotContain(Template.NUMBER);
    var body = json(bytes, frame);
    assertThat(body.get("from").asText()).isEqualTo("+14155552671");
    assertThat(body.get("to").asText()).isEqualTo("+14153234567");
    assertThat(body.get("text").asText()).contains(" 3234567 ").hasSizeBetween(85, 100);
    assertThat(body.get("webhook_url").asText()).isEqualTo("http://127.0.0.1:9/hook");
    assertThat(body.get("webhook_events")).hasToString("[\"delivered\"]");
  }

  @Test
  void aCopyCanBeNumberedAgain() {
    var template = Scenario.SINGLE.template(TARGET);
    var first = template.copy();
    var second = template.copy();

    template.number(first, 1);
    template.number(first, 2);
    template.number(second, 2);

    assertThat(first).isEqualTo(second);
  }

  @Test
  void oneRequestCanCarryManyMessages() {
    var template = new Template("POST / HTTP/1.1\r\n", "#######a#######b,#######c#######d", 2);
    var bytes = template.copy();

    template.number(bytes, 5);

    assertThat(new String(bytes, UTF_8)).endsWith("\r\n\r\n2000005a2000005b,2000006c2000006d");
  }

  @Test
  void placesCountInBytes() {
    var template = new Template("POST / HTTP/1.1\r\n", "é€#######", 1);
    var bytes = template.copy();

    template.number(bytes, 5);

    assertThat(new String(bytes, UTF_8)).endsWith("Content-Length: 12\r\n\r\né€2000005");
  }

  @Test
  void messagesMustNameTheirNumberEquallyOften() {
    assertThatThrownBy(() -> new Template("", "#######", 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Template("", "none", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePiecesMakeTheRequest() {
    var template = Scenario.SINGLE.template(TARGET);
    var bytes = template.copy();
    template.number(bytes, 3);

    assertThat(String.join("2000003", template.pieces())).isEqualTo(new String(bytes, UTF_8));
  }

  private static JsonNode json(byte[] bytes, HttpFrame frame) throws IOException {
    return new ObjectMapper().readTree(bytes, frame.bodyFrom, frame.bodyTo - frame.bodyFrom);
  }
}
