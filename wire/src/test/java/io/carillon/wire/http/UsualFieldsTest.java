package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What stands in every reply, whoever wrote it: a handler, the router, the parser.
class UsualFieldsTest {
  private static final Map<String, String> USUAL =
      Map.of(
          "x-content-type-options", "nosniff",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "x-frame-options", "DENY",
          "referrer-policy", "no-referrer",
          "cache-control", "no-store");

  private static HttpServer serve() {
    return Wording.serve(
        Route.get("/text", _ -> Reply.text(200, "hello")),
        Route.get("/own", _ -> Reply.text(200, "x").with("Cache-Control", "max-age=60")),
        Route.get(
            "/breaks",
            _ -> {
              throw new IllegalStateException("on purpose");
            }));
  }

  private static void isGuarded(RawClient.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsAllEntriesOf(USUAL)
        .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
  }

  @Test
  void everyReplyHasThem() throws Exception {
    try (var server = serve();
        var client = new RawClient(server.port())) {
      isGuarded(client.get("/text").answer(), 200);
      isGuarded(client.get("/nothing").answer(), 404);
      isGuarded(client.post("/text", "x").answer(), 405);
      isGuarded(client.get("/breaks").answer(), 500);
      isGuarded(client.get("/text?%zz").answer(), 400);
    }
  }

  @Test
  void soHasTheAnswerToWhatIsNoHttp() throws Exception {
    try (var server = serve();
        var client = new RawClient(server.port())) {
      isGuarded(client.send("GET /text HTTP/1.1\r\nHost x\r\n\r\n").answer(), 400);
    }
  }

  @Test
  void aReplyMaySaySomethingElse() throws Exception {
    try (var server = serve();
        var client = new RawClient(server.port())) {
      var answer = client.get("/own").answer();

      assertThat(answer.headers())
          .containsEntry("cache-control", "max-age=60")
          .containsEntry("x-frame-options", "DENY");
    }
  }

  /// Without an answer to its question before, a browser sends nothing but the plainest requests to
  /// another origin, and lets no page read what comes back.
  @Test
  void noOtherOriginIsLetIn() throws Exception {
    try (var server = serve();
        var client = new RawClient(server.port())) {
      var ask = "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: PUT\r\n";

      isGuarded(client.request("OPTIONS", "/text", ask, "").answer(), 204);
      isGuarded(client.request("GET", "/text", ask, "").answer(), 200);
    }
  }

  @Test
  void theSameStandsInAReplyThatWeWriteOurselves() {
    var reply = new UsualFields(Duration.ofDays(1)).complete(Reply.text(408, "late"));

    assertThat(new String(Raw.reply(reply), StandardCharsets.US_ASCII))
        .contains("X-Frame-Options: DENY\r\n")
        .contains("Strict-Transport-Security: max-age=86400\r\n");
  }
}
