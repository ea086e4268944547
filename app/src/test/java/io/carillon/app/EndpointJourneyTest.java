package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Endpoints of an account on a server of its own, through a kill.
@Tag("slow")
@Tag("journey")
class EndpointJourneyTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private static JsonNode post(Client client, String path, String body, int status)
      throws Exception {
    var reply = client.post(path, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  private static JsonNode endpoint(Client client, String url, String events) throws Exception {
    var body = "{\"url\": \"%s\", \"events\": [\"%s\"]}".formatted(url, events);
    return post(client, "/v2/endpoints", body, 201);
  }

  private static String send(Client client) throws Exception {
    var body = "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}";
    return post(client, "/v2/messages", body, 201).path("id").asText();
  }

  private static void isGenuine(Listener.Call call, String secret) {
    var sent =
        new StandardWebhooks.Sent(
            call.field("webhook-id"),
            call.field("webhook-timestamp"),
            call.field("webhook-signature"));
    var body = call.body().getBytes(StandardCharsets.UTF_8);
    assertThat(
            new StandardWebhooks(List.of(secret))
                .verify(sent, body, Instant.now(), Duration.ofMinutes(5)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void whatAPausedEndpointIsOwedIsToldAfterAKillWithBothSecrets() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "first-account: {balance: 10}\n");
    try (var listener = new Listener()) {
      String message;
      String id;
      String old;
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var made = endpoint(client, listener.url("/sent"), "message.delivered");
        id = made.path("id").asText();
        old = made.path("secret").asText();
        send(client);
        isGenuine(listener.next(), old);
        post(client, "/v2/endpoints/" + id + "/pause", "{}", 200);
        message = send(client);
        client.await(
            "/v2/messages/" + message,
            reply -> reply.json().path("status").asText().equals("delivered"));
        server.kill();
      }
      assertThat(listener.all()).hasSize(1);
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var fresh =
            post(client, "/v2/endpoints/" + id + "/secret/rotate", "{}", 200)
                .path("secret")
                .asText();
        assertThat(fresh).isNotEqualTo(old);
        var state = post(client, "/v2/endpoints/" + id + "/resume", "{}", 200).path("state");
        assertThat(state.asText()).isEqualTo("enabled");
        var told = listener.next();
        isGenuine(told, old);
        isGenuine(told, fresh);
        var event = JSON.readTree(told.body());
        assertThat(event.path("type").asText()).isEqualTo("message.delivered");
        assertThat(event.path("message").path("id").asText()).isEqualTo(message);
        server.stop();
      }
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  @Test
  void hearsWhatPeopleWrite() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "first-account: {balance: 10}\n");
    try (var listener = new Listener();
        var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      var made = endpoint(client, listener.url("/inbox"), "message.received");
      var path = "/v2/endpoints/" + made.path("id").asText();
      client.post(
          "/sandbox/handsets/+14155559876/messages",
          "{\"to\": \"+14155552671\", \"text\": \"Is it open?\"}");
      var event = JSON.readTree(listener.next().body());
      assertThat(event.path("type").asText()).isEqualTo("message.received");
      assertThat(event.path("message").path("content").path("text").asText())
          .isEqualTo("Is it open?");
      client.await(
          path + "/health", reply -> !reply.json().path("last_success").asText("").isEmpty());
      var attempt = client.get(path + "/attempts").json().path("data").path(0);
      assertThat(attempt.path("webhook").asText()).isEqualTo(event.path("id").asText());
      assertThat(attempt.path("answer").asInt()).isEqualTo(200);
      assertThat(attempt.path("request_head").toString()).contains("webhook-signature: ***");
      assertThat(post(client, path + "/test", "", 200).path("told").asBoolean()).isTrue();
      assertThat(listener.next().body()).contains("webhook.test");
      server.stop();
    }
  }

  @Test
  void whoIsGoneIsDisabledAndToldAgainOnceItIsBack() throws Exception {
    BadHook.Script gone =
        out ->
            out.write(
                "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
    try (var hook = new BadHook(ServerSocketFactory.getDefault(), "127.0.0.1", gone);
        var listener = new Listener();
        var rig = Rig.open(folder, "first-account: {balance: 10}\n")) {
      var client = rig.client();
      var url = "http://127.0.0.1:" + hook.port() + "/in";
      var id = endpoint(client, url, "message.delivered").path("id").asText();
      var path = "/v2/endpoints/" + id;
      var other = endpoint(client, listener.url("/watch"), "webhook.*").path("secret").asText();

      var message = send(client);

      var disabled =
          client.await(path, reply -> reply.json().path("state").asText().equals("disabled"));
      assertThat(disabled.json().path("reason").asText()).contains("410");
      var told = listener.next();
      isGenuine(told, other);
      var event = JSON.readTree(told.body());
      assertThat(event.path("type").asText()).isEqualTo("webhook.disabled");
      assertThat(event.path("subject").asText()).isEqualTo(id);
      assertThat(event.path("facts").path("reason").asText()).contains("410");
      var feed = client.get("/v2/events?types=webhook.*").json().path("data");
      assertThat(feed.findValuesAsText("subject")).containsExactly(event.path("subject").asText());
      var attempt = client.get(path + "/attempts").json().path("data").path(0);
      assertThat(attempt.path("request_head").path(0).asText()).isEqualTo("POST " + url);
      assertThat(attempt.path("response_head").toString()).contains("Content-Length: 0");
      var dead = client.get("/v2/webhooks?message=" + message).json().path("data").path(0);
      assertThat(dead.path("state").asText()).isEqualTo("dead");

      hook.mend();
      post(client, path + "/resume", "{}", 200);
      var name = "/v2/webhooks/" + dead.path("id").asText();
      post(client, name + "/retell", "", 200);
      client.await(name, reply -> reply.json().path("state").asText().equals("told"));
    }
  }
}
