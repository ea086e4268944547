package io.carillon.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TemplateTest {
  private static final String POST = "POST / HTTP/1.1\r\n";

  @Test
  void aRequestCanBeNumberedAgain() {
    var template = new Template(new Request(POST, "{\"to\":\"#######\"}", 1));

    assertThat(written(template, 1))
        .isEqualTo(POST + "Content-Length: 16\r\n\r\n{\"to\":\"2000001\"}");
    assertThat(written(template, 2)).endsWith("2000002\"}");
  }

  @Test
  void oneRequestCanCarryManyMessages() {
    var body = "#######a#######b,#######c#######d";

    assertThat(written(new Template(new Request(POST, body, 2)), 5))
        .endsWith("\r\n\r\n2000005a2000005b,2000006c2000006d");
  }

  @Test
  void aRequestWithoutABodyHasNoLength() {
    var request = new Request("GET /?to=####### HTTP/1.1\r\nHost: x\r\n", "", 1);

    assertThat(written(new Template(request), 7))
        .isEqualTo("GET /?to=2000007 HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  @Test
  void placesCountInBytes() {
    assertThat(written(new Template(new Request(POST, "é€#######", 1)), 5))
        .endsWith("Content-Length: 12\r\n\r\né€2000005");
  }

  @Test
  void messagesMustNameTheirNumberEquallyOften() {
    assertThatThrownBy(() -> new Template(new Request("", "#######", 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Template(new Request("", "none", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePiecesMakeTheRequest() {
    var template = new Template(new Request(POST, "a#######b#######", 1));

    assertThat(String.join("2000003", template.pieces())).isEqualTo(written(template, 3));
  }

  private static String written(Template template, int first) {
    var bytes = new byte[template.length()];
    template.write(first, bytes);
    return new String(bytes, UTF_8);
  }
}
