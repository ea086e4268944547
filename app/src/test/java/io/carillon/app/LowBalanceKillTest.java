package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account whose balance falls is told once, though its endpoint failed and the server was
/// killed in between, and again only after it paid in.
@Tag("slow")
@Tag("journey")
class LowBalanceKillTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private static void send(Client client) throws Exception {
    var reply =
        client.post(
            "/v2/messages",
            "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  private static void move(Client client, String reason, String amount) throws Exception {
    var body =
        "{\"reason\": \"%s\", \"amount\": \"%s\", \"currency\": \"USD\", \"note\": \"x\"}"
            .formatted(reason, amount);
    var reply = client.post("/v2/ledger", body, reason);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  private static void awaitFigure(Client client, String line) throws Exception {
    client.await("/metrics", reply -> reply.body().lines().anyMatch(one -> one.matches(line)));
  }

  @Test
  void aLowBalanceIsToldOnceAndAgainAfterATopUp() throws Exception {
    var settings =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            first-account: {balance: 1}
            rates: {table: [], otherwise: 0.30}
            """);
    try (var listener = new Listener()) {
      listener.refuse(Integer.MAX_VALUE);
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var words =
            "{\"words\": {\"low_below\": \"0.75\", \"low_webhook\": \"%s\"}}"
                .formatted(listener.url("/money"));
        var set = client.post("/v2/policies/balance", words);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        send(client);
        awaitFigure(client, "carillon_account_events_tried_total\\{outcome=\"failed\"} [1-9].*");
        server.kill();
      }
      assertThat(listener.all()).isEmpty();
      listener.refuse(0);

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var first = listener.next();
        var event = JSON.readTree(first.body());
        assertThat(event.path("type").asText()).isEqualTo("balance.low");
        assertThat(event.path("balance").path("amount").asText()).isEqualTo("0.7");
        send(client);
        awaitFigure(client, "carillon_balance_low_now 1(\\.0)?");
        move(client, "top_up", "5");
        awaitFigure(client, "carillon_balance_low_now 0(\\.0)?");
        move(client, "adjustment", "-5");
        var second = listener.next();
        assertThat(second.field("webhook-id")).isNotEmpty().isNotEqualTo(first.field("webhook-id"));
        server.stop();
      }
      assertThat(listener.all()).hasSize(2);
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
