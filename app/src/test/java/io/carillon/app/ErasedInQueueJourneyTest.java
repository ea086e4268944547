package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.store.Backup;
import io.carillon.store.KeyPlace;
import io.carillon.store.Restoring;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message waits for a person in a backup, who is erased before it is restored: it is never sent,
/// ends canceled and is paid back, and whoever else waits goes on waiting.
@Tag("slow")
@Tag("journey")
class ErasedInQueueJourneyTest {
  private static final String ADA = "14155559161";
  private static final String BEN = "14155559162";

  @TempDir private Path folder;

  private static String schedule(Client client, String to) throws Exception {
    var later = Instant.now().plus(Duration.ofDays(2));
    var reply =
        client.post(
            "/v2/messages",
            """
            {"from": "+14155552671", "to": "+%s", "text": "Marillen", "send_at": "%s"}\
            """
                .formatted(to, later));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  private static BigDecimal balance(Client client) throws Exception {
    return new BigDecimal(client.get("/v2/balance").json().at("/balance/amount").asText());
  }

  private static void erase(Client client) throws Exception {
    var asked = "{\"addresses\": [\"+" + ADA + "\"], \"reason\": \"Request 4714\"}";
    var path = "/v2/erasures/" + client.post("/v2/erasures", asked).json().path("id").asText();
    client.await(path, it -> it.json().path("status").asText().equals("done"));
  }

  private Path restored(Path backup) throws Exception {
    var data = folder.resolve("data");
    var next = folder.resolve("next");
    var there = Files.createDirectories(next.resolve("data"));
    if (Files.exists(data.resolve(KeyPlace.FILE))) {
      Files.copy(data.resolve(KeyPlace.FILE), there.resolve(KeyPlace.FILE));
    }
    var wish = new Restoring.Wish(false, Optional.of(data.resolve(KeyPlace.PEOPLE)));
    Restoring.of(backup, Stores.empty(there), wish, (_, _) -> {});
    return next;
  }

  @Test
  void whatWaitedInABackupForWhoWasErasedSinceIsCanceledAndPaidBack() throws Exception {
    var yaml = "first-account: {balance: 1}\n";
    var backup = folder.resolve("backup.db");
    String ada;
    String ben;
    try (var rig = Rig.open(folder, yaml)) {
      var client = rig.client();
      var sheet = "channel,country,carrier,price\nsms,US,sandbox,0.02\nsms,*,*,9";
      assertThat(client.post("/v2/rates.csv", sheet).status()).isEqualTo(200);
      ada = schedule(client, ADA);
      ben = schedule(client, BEN);
      assertThat(balance(client)).isEqualByComparingTo("0.96");
      Backup.of(Stores.of(folder.resolve("data")), backup, (_, _, _) -> {});
      erase(client);
    }
    var next = restored(backup);

    try (var rig = Rig.open(next, yaml)) {
      var client = rig.client();
      client.awaitStatus(ada, "cancelled");

      var ended = client.get("/v2/messages/" + ada);
      assertThat(ended.json().path("to").asText()).isEqualTo("erased");
      assertThat(ended.body()).doesNotContain(ADA, "Marillen");
      assertThat(client.get("/v2/messages/" + ada + "/trace").body())
          .contains("its person was, before its backup was restored")
          .doesNotContain(ADA, "Marillen");
      assertThat(balance(client)).isEqualByComparingTo("0.98");
      assertThat(client.get("/v2/messages/" + ben).json().path("status").asText())
          .isEqualTo("scheduled");
      assertThat(client.get("/v2/messages/" + ben).json().path("to").asText()).isEqualTo("+" + BEN);
      assertThat(client.get("/v2/ledger?limit=100").body()).contains("\"refund\"");
    }
    // the ledger sums up to nothing, and to the balances
    assertThat(Stores.troubles(next.resolve("data"))).isEmpty();
    try (var files = Files.walk(next.resolve("data"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(ADA);
      }
    }
  }
}
