package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static final int CLIENTS = 8;
  private static final int SENDS = 70;
  private static final BigDecimal FIRST = new BigDecimal("0.007939");
  private static final BigDecimal LATER = new BigDecimal("0.009125");

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
      var trace = client.get("/v2/messages/" + id + "/trace").body();
      assertThat(trace).contains("; 1 USD at 0.92 EUR");

      assertThat(client.post("/v2/messages/" + id + "/cancel", "").status()).isEqualTo(200);
      assertThat(balance(client)).as("given back as it was paid").isEqualTo("1");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  /// Many send at once, while the rate changes once: what each was told that its message costs adds
  /// up to what is gone from the balance, and no more goes than there is.
  @Test
  void whoPaysInDollarsForPricesInEurosGoesNoFurtherThanTheBalance() throws Exception {
    try (var rig = Rig.open(folder, "first-account: {balance: 0.5, currency: USD}")) {
      var client = rig.client();
      var prices = "channel,country,price,currency\nsms,US,0.0073,EUR\n";
      assertThat(client.post("/v2/rates.csv", prices).status()).isEqualTo(200);
      convert(client, "1.0875");
      var paid = new ArrayList<Future<List<BigDecimal>>>();
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          paid.add(clients.submit(() -> spend(client)));
        }
      }
      var told = new ArrayList<BigDecimal>();
      for (var one : paid) {
        told.addAll(one.get());
      }
      var gone = told.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

      var left = new BigDecimal(balance(client));
      assertThat(left).isEqualByComparingTo(new BigDecimal("0.5").subtract(gone));
      assertThat(left).isBetween(BigDecimal.ZERO, LATER);
      assertThat(told).as("by both rates").contains(FIRST, LATER).hasSizeGreaterThan(CLIENTS);
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  private static void convert(Client client, String rate) throws Exception {
    var taken = client.post("/v2/conversions.csv", "from,to,rate\nEUR,USD," + rate + "\n");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
  }

  /// Sends until no money is left; what each message cost. After some the rate is another one.
  private static List<BigDecimal> spend(Client client) throws Exception {
    var prices = new ArrayList<BigDecimal>();
    for (int i = 0; i < SENDS; i++) {
      if (i == 2) {
        convert(client, "1.25");
      }
      var reply = send(client, "+14155551234");
      assertThat(reply.status()).as(reply.body()).isIn(201, 402);
      if (reply.status() == 402) {
        return prices;
      }
      var price = reply.json().path("price");
      assertThat(price.path("currency").asText()).isEqualTo("USD");
      prices.add(new BigDecimal(price.path("amount").asText()));
    }
    throw new AssertionError("the balance never ran out");
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
