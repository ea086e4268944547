package io.carillon.front.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.SeededIds;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiRoutesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ASKED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  private final ManualClock clock = new ManualClock(Instant.parse("2023-07-15T14:30:00Z"));
  private final Router router =
      new Router(
          new OpenApiRoutes(List.of("testone", "testtwo"), clock, new SeededIds(1)).mounts());

  private Reply ask(String path, Field... fields) {
    return router.answer(Request.of("GET", path, List.of(fields), new byte[0]));
  }

  private JsonNode document(String path, Field... fields) throws IOException {
    var reply = ask(path, fields);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    return JSON.readTree(reply.body());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, '', http://localhost:8080",
    "carillon.example, https, https://carillon.example",
    "'[::1]:8080', '', 'http://[::1]:8080'",
    "carillon.example, javascript, http://carillon.example",
    "'a\"b', '', /",
    "'a/b', '', /",
    "'', https, /",
  })
  void theServerIsTheOneThatWasAsked(String host, String scheme, String server) throws IOException {
    var document =
        document("/openapi.json", new Field("Host", host), new Field("X-Forwarded-Proto", scheme));

    assertThat(document.at("/servers/0/url").asText()).isEqualTo(server);
    assertThat(document.path("servers")).hasSize(1);
  }

  @Test
  void examplesAreFilledAnewEachTime() throws IOException {
    var at = "/paths/~1one~1things~1{id}.json/get/responses/200/content/application~1json";

    var first = document("/openapi/testone.json").at(at + "/examples/one/value/at").asText();
    clock.jumpTo(Instant.parse("2024-01-01T00:00:00Z"));
    var later = document("/openapi/testone.json").at(at + "/examples/one/value/at").asText();

    assertThat(first).isEqualTo("2023-07-15T14:30:00Z");
    assertThat(later).isEqualTo("2024-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi/nobody.json",
    "/openapi/..%2ftestone.json",
    "/openapi/.json",
    "/docs/ours/page.html",
    "/docs/ours/..%2fpage.html",
    "/docs/0.0.0/swagger-ui.css",
    "/docs/other",
  })
  void whatIsNotThereIsNotThere(String path) {
    assertThat(ask(path).status()).isEqualTo(404);
  }

  @Test
  void thePageAsksThisServerAloneForFilesThatItHas() {
    var page = ask("/docs");
    var html = new String(page.body(), StandardCharsets.UTF_8);

    assertThat(page.fields())
        .anySatisfy(field -> {
          assertThat(field.name()).isEqualTo("Content-Security-Policy");
          assertThat(field.value()).contains("default-src 'none'").doesNotContain("unsafe", "http");
        });
    assertThat(html)
        .contains("<option value=\"testone\">Test one</option>")
        .doesNotContain("${", "//");
    var asked = new ArrayList<String>();
    ASKED.matcher(html).results().map(found -> found.group(1)).forEach(asked::add);
    asked.remove("data:,");
    assertThat(asked).hasSizeGreaterThan(4);
    for (var file : asked) {
      var reply = ask("/" + file);
      assertThat(reply.status()).as(file).isEqualTo(200);
      assertThat(reply.body()).as(file).isNotEmpty();
    }
  }
}
