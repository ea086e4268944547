package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server that sells in dollars and pounds to an account that pays in euros: a price is
/// converted as its message is accepted, what cannot be is refused, and the books agree.
@Tag("slow")
@Tag("journey")
class CurrencyJourneyTest {
  private static final String PRICES =
      "channel,country,price,currency\nsms,US,0.01,USD\nsms,GB,0.04,GBP\n";

  @TempDir private Path folder;

  @Test
  void anAccountPaysInItsOwnCurrency() throws Exception {
    try (var rig = Rig.open(folder, "first-account: {balance: 1, currency: EUR}")) {
      var client = rig.client();
      assertThat(client.post("/v2/rates.csv", PRICES).status()).isEqualTo(200);
      var rates = client.post("/v2/conversions.csv", "from,to,rate\nUSD,EUR,0.92\n");
      assertThat(rates.status()).as(rates.body()).isEqualTo(200);

      var unknown = send(client, "+447400123456");
      assertThat(unknown.status()).as(unknown.body()).isEqualTo(402);
      assertThat(unknown.body()).contains("GBP").contains("EUR");
      var sent = send(client, "+14155551234");
      assertThat(sent.status()).as(sent.body()).isEqualTo(201);
      var id = sent.json().path("id").asText();
      assertThat(sent.json().path("price").path("currency").asText()).isEqualTo("EUR");
      assertThat(balance(client)).isEqualTo("0.9908");
      assertThat(client.get("/v2/messages.csv").body()).contains("; 1 USD at 0.92 EUR");

      assertThat(client.post("/v2/messages/" + id + "/cancel", "").status()).isEqualTo(200);
      assertThat(balance(client)).as("given back as it was paid").isEqualTo("1");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  private static Client.Reply send(Client client, String to) throws Exception {
    var soon = Instant.now().plus(Duration.ofDays(2));
    return client.post(
        "/v2/messages",
        "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"Hi\", \"send_at\": \"%s\"}"
            .formatted(to, soon));
  }

  private static String balance(Client client) throws Exception {
    return client.get("/v2/balance").json().path("balance").path("amount").asText();
  }
}
