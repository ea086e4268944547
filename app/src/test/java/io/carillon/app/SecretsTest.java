package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets, bodies and numbers never reach the log: a journey with marked values, then a search.
@Tag("slow")
class SecretsTest {
  private static final String BODY = "marzipan-487231";
  private static final String PERSON = "14155550007";

  @TempDir private Path folder;

  @Test
  void theLogHoldsNoBodyNumberOrSecret() throws Exception {
    var data = folder.resolve("data").toString();
    try (var first = new Child("--port", "0", "--data", data)) {
      first.port();
      first.stop();
    }
    try (var server = new Child("--port", "0", "--data", data);
        var client = new Client(server.port(), Rig.KEY);
        var stranger = new Client(server.port(), "sk_live_strangers-key-0000");
        var listener = new Listener()) {
      listener.refuse(2);
      var sent =
          client.post(
              "/v1/messages",
              """
              {"from": "+14155552671", "to": "+%s", "text": "%s", "channel": "sms",
               "webhook_url": "%s"}
              """
                  .formatted(PERSON, BODY, listener.url("/hook?token=secret-in-url")));
      client.awaitStatus(sent.json().path("message_id").asText(), "delivered");
      client.post("/v1/messages", "{\"text\": \"" + BODY);
      assertThat(stranger.get("/v2/account").status()).isEqualTo(401);
      client.post(
          "/sandbox/handsets/" + PERSON + "/messages",
          "{\"to\": \"+14155552671\", \"text\": \"" + BODY + "\"}");
      var token =
          client
              .post(
                  "/_rest/v4/authenticate",
                  "{\"username\": \"%s\", \"password\": \"token-0123456789abcdef\"}"
                      .formatted(Rig.SID))
              .json()
              .path("token")
              .asText();
      client.post("/_rest/v4/authenticate", "{\"username\": \"x\", \"password\": \"" + BODY);
      var secret = client.get("/v2/account/webhook-secret").json().path("webhook_secret").asText();
      var metrics = client.get("/metrics").body();
      server.stop();

      for (var marked :
          List.of(
              BODY,
              PERSON,
              Rig.KEY,
              secret,
              token,
              "token-0123456789abcdef",
              "strangers-key",
              "secret-in-url")) {
        assertThat(server.lines()).as(marked).noneMatch(line -> line.contains(marked));
        assertThat(metrics).as(marked).doesNotContain(marked);
      }
      assertThat(server.lines()).anyMatch(line -> line.contains("ready on port"));
    }
  }
}
