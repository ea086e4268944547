package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server whose money runs out while many spend it: nothing is overdrawn, what does not go
/// is given back, and the books, the usage and the messages agree.
@Tag("slow")
@Tag("journey")
class MoneyJourneyTest {
  private static final int CLIENTS = 8;
  private static final int SENDS = 15;
  private static final int PAID_FOR = 50;

  @TempDir private Path folder;

  @Test
  void moneyRunsOutAndNotFurther() throws Exception {
    try (var rig =
        Rig.open(
            folder,
            """
            sandbox: {receipt-delay: 20ms}
            first-account: {balance: 1}
            """)) {
      var client = rig.client();
      price(client, "0.02");
      int accepted = spend(client);

      assertThat(accepted).isEqualTo(PAID_FOR);
      assertThat(balance(client)).isEqualByComparingTo("0");
      topUp(client);
      var later = schedule(client);
      assertThat(balance(client)).isEqualByComparingTo("0.48");
      assertThat(client.post("/v2/messages/" + later + "/cancel", "").status()).isEqualTo(200);
      assertThat(balance(client)).isEqualByComparingTo("0.5");
      agrees(client);
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  private static void price(Client client, String price) throws Exception {
    var bad = client.post("/v2/rates.csv", "channel,country,price\nsms,USA," + price);
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.json().path("error").path("troubles").get(0).asText()).startsWith("line 2: ");
    var sheet = "channel,country,carrier,price\nsms,US,sandbox," + price + "\nsms,*,*,9";
    var taken = client.post("/v2/rates.csv", sheet);
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
  }

  private static int spend(Client client) throws Exception {
    var sent = new ArrayList<Future<Integer>>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        sent.add(clients.submit(sender(client)));
      }
    }
    int accepted = 0;
    for (var one : sent) {
      accepted += one.get();
    }
    return accepted;
  }

  private static Callable<Integer> sender(Client client) {
    return () -> {
      int accepted = 0;
      for (int i = 0; i < SENDS; i++) {
        var reply =
            client.post(
                "/v1/messages",
                "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}");
        assertThat(reply.status()).as(reply.body()).isIn(202, 402);
        accepted += reply.status() == 202 ? 1 : 0;
        if (reply.status() == 402) {
          assertThat(reply.body()).contains("SMS_003");
        }
      }
      return accepted;
    };
  }

  private static void topUp(Client client) throws Exception {
    var body =
        "{\"reason\": \"top_up\", \"amount\": \"0.5\", \"currency\": \"USD\", \"note\": \"Paid\"}";
    var first = client.post("/v2/ledger", body, "paid-once");
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(client.post("/v2/ledger", body, "paid-once").body()).isEqualTo(first.body());
    assertThat(client.post("/v2/ledger", body.replace("0.5", "7"), "paid-once").status())
        .isEqualTo(409);
  }

  private static String schedule(Client client) throws Exception {
    var soon = Instant.now().plus(Duration.ofDays(2));
    var reply =
        client.post(
            "/v2/messages",
            "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Later\","
                + " \"send_at\": \"%s\"}".formatted(soon));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  private static BigDecimal balance(Client client) throws Exception {
    return amount(client.get("/v2/balance").json().path("balance"));
  }

  private static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.path("amount").asText());
  }

  private static void agrees(Client client) throws Exception {
    var booked = BigDecimal.ZERO;
    var reasons = new ArrayList<String>();
    for (var line : client.get("/v2/ledger?limit=100").json().path("data")) {
      booked = booked.add(amount(line.path("amount")));
      reasons.add(line.path("reason").asText());
    }
    assertThat(booked).isEqualByComparingTo("0.5");
    assertThat(reasons).contains("opening", "charge", "top_up", "refund");
    var used = client.get("/v2/usage?channel=sms&direction=outbound").json().path("data");
    var days = new ArrayList<JsonNode>();
    used.forEach(days::add);
    assertThat(sum(days, "messages")).isEqualTo(PAID_FOR + 1);
    var paid =
        days.stream()
            .map(day -> amount(day.path("price")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(paid).isEqualByComparingTo("1");
    assertThat(client.get("/v2/usage.csv").body()).startsWith("day,channel,direction,country,");
  }

  private static long sum(List<JsonNode> rows, String field) {
    return rows.stream().mapToLong(row -> row.path(field).asLong()).sum();
  }
}
