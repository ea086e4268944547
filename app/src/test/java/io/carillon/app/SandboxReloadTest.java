package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox stands in while no carrier is configured, and steps back when one comes.
@Tag("slow")
class SandboxReloadTest {
  private static final String HANDSET = "/sandbox/handsets/+14155551234/messages";

  @TempDir private Path folder;

  private static String sent(Client client) throws Exception {
    var reply =
        client.post(
            "/v2/messages",
            "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    var id = reply.json().path("id").asText();
    return client
        .await(
            "/v2/messages/" + id + "/trace",
            trace -> trace.body().contains("\"sent\"") || trace.body().contains("\"delivered\""))
        .body();
  }

  @Test
  void theSandboxStepsBackAndShowsNothingWhenACarrierComesAndStandsInAgainWhenItGoes()
      throws Exception {
    try (var east = Smsc.open();
        var rig = Rig.open(folder, "sandbox: {receipt-delay: 20ms}")) {
      var client = rig.client();
      sent(client);
      assertThat(client.get(HANDSET).status()).isEqualTo(200);

      rig.rewrite("sandbox: {receipt-delay: 20ms}\ncarriers: [" + east.entry("east", "") + "]\n");
      assertThat(client.post("/v2/settings/reload", "").status()).isEqualTo(200);
      sent(client);

      assertThat(east.taken()).containsExactly("+14155551234");
      assertThat(client.get(HANDSET).status()).isEqualTo(404);

      rig.rewrite("sandbox: {receipt-delay: 20ms}\n");
      assertThat(client.post("/v2/settings/reload", "").status()).isEqualTo(200);
      sent(client);

      assertThat(east.taken()).hasSize(1);
      assertThat(client.get(HANDSET).json().path("messages")).hasSize(2);
    }
  }
}
