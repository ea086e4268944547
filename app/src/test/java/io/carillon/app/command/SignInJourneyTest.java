package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Rig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first user of a whole server: made by the command, signed in, changes something as a browser
/// would, and signs out.
@Tag("slow")
@Tag("journey")
class SignInJourneyTest {
  private static final String PASSWORD = "four cats in the rain";

  @TempDir private Path folder;
  private int port;

  private HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aUserIsMadeSignsInChangesSomethingAndSignsOut() throws Exception {
    try (var rig = Rig.open(folder, "")) {
      port = rig.port();
      var environment =
          Map.of("CARILLON_URL", "http://127.0.0.1:" + port, "CARILLON_API_KEY", Rig.KEY);

      var made = Said.told(PASSWORD + "\n", environment, "user add", "ada@example.com");

      assertThat(made.code()).as(made.err()).isZero();
      assertThat(made.out()).matches("user_\\S+  ada@example.com  owner\\R");
      assertThat(made.out() + made.err()).doesNotContain(PASSWORD);
      var in =
          ask(
              "POST",
              "/v2/sessions",
              "{\"email\": \"Ada@example.com\", \"password\": \"" + PASSWORD + "\"}");
      assertThat(in.statusCode()).as(in.body()).isEqualTo(201);
      var cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
      changesAndIsHeld(cookie);
      signsOut(cookie, made.out().replaceFirst("  .*\\R", ""));
    }
  }

  private void changesAndIsHeld(String cookie) throws Exception {
    var words = "{\"words\": {\"accounts\": \"0\"}}";
    var forged = ask("POST", "/v2/policies/limits", words, "Cookie", cookie);
    assertThat(forged.statusCode()).as(forged.body()).isEqualTo(403);

    var ours = new String[] {"Cookie", cookie, "X-Requested-With", "console"};
    var changed = ask("POST", "/v2/policies/limits", words, ours);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);

    var opened = ask("POST", "/v2/accounts", "{\"name\": \"Shop\"}", ours);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(403);
    assertThat(opened.body()).contains("as many as it may have");
  }

  private void signsOut(String cookie, String user) throws Exception {
    var audit = ask("GET", "/v2/audit?limit=1", "", "Cookie", cookie);
    assertThat(audit.body()).contains("\"credential\":\"user " + user + "\"");

    var out =
        ask("DELETE", "/v2/sessions/current", "", "Cookie", cookie, "X-Requested-With", "console");
    assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
    assertThat(ask("GET", "/v2/me", "", "Cookie", cookie).statusCode()).isEqualTo(401);
  }
}
