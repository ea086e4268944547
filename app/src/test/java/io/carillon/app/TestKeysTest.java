package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.sandbox.smsc.SandboxSmsc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a carrier of its own: what a test key sends never gets there, and what a key may
/// not do it does not.
@Tag("slow")
@Tag("journey")
class TestKeysTest {
  @TempDir private static Path folder;
  private static SandboxSmsc carrier;
  private static Rig rig;
  private static Client client;

  @BeforeAll
  static void open() throws Exception {
    carrier =
        SandboxSmsc.open(0, Duration.ofMillis(20), Files.createDirectory(folder.resolve("smsc")));
    rig =
        Rig.open(
            folder,
            """
            sandbox: {receipt-delay: 20ms}
            carriers:
              - {name: acme, host: 127.0.0.1, port: %d, system-id: %s, password: %s}
            """
                .formatted(carrier.port(), SandboxSmsc.SYSTEM_ID, SandboxSmsc.PASSWORD));
    client = rig.client();
  }

  @AfterAll
  static void close() {
    rig.close();
    carrier.close();
  }

  private static JsonNode newKey(String mode) throws Exception {
    var reply =
        client.post(
            "/v1/account/api-keys",
            "{\"name\": \"%s\", \"permissions\": [\"messaging:send\", \"messaging:read\"],"
                    .formatted(mode)
                + " \"mode\": \""
                + mode
                + "\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  private static String send(Client from) throws Exception {
    var reply =
        from.post(
            "/v1/messages",
            "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return reply.json().path("message_id").asText();
  }

  private static JsonNode native2(String id) throws Exception {
    return client.get("/v2/messages/" + id).json();
  }

  private static String balance() throws Exception {
    return client.get("/v1/account/details").json().path("billing").path("balance").asText();
  }

  @Test
  void whatATestKeySendsGoesToTheSandboxUnbilledWhateverIsConfigured() throws Exception {
    try (var test = new Client(rig.port(), newKey("test").path("api_key").asText())) {
      var before = balance();

      var id = send(test);
      test.awaitStatus(id, "delivered");

      assertThat(native2(id).path("live").asBoolean(true)).isFalse();
      assertThat(native2(id).path("carrier").asText()).isEqualTo("sandbox");
      assertThat(native2(id).path("price").path("amount").asText()).isEqualTo("0");
      assertThat(balance()).isEqualTo(before);
    }
  }

  @Test
  void whatALiveKeySendsGoesToTheCarrier() throws Exception {
    var before = balance();

    var id = send(client);
    client.awaitStatus(id, "delivered");

    assertThat(native2(id).path("live").asBoolean()).isTrue();
    assertThat(native2(id).path("carrier").asText()).isEqualTo("acme");
    assertThat(balance()).isNotEqualTo(before);
  }

  @Test
  void aTestKeyMakesNoLiveKey() throws Exception {
    var made =
        client
            .post(
                "/v1/account/api-keys",
                "{\"name\": \"t\", \"permissions\": [\"account:write\"], \"mode\": \"test\"}")
            .json();
    try (var test = new Client(rig.port(), made.path("api_key").asText())) {
      var reply =
          test.post(
              "/v1/account/api-keys", "{\"name\": \"l\", \"permissions\": [\"account:write\"]}");

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.json().path("error").path("message").asText())
          .isEqualTo("A test key makes test keys only.");
    }
  }

  @Test
  void theSandboxShowsNothingBesideARealCarrier() throws Exception {
    assertThat(client.get("/sandbox/handsets/+14155551234/messages").status()).isEqualTo(404);
  }
}
