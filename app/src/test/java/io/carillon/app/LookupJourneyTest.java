package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of numbers, against a whole server.
@Tag("slow")
@Tag("journey")
class LookupJourneyTest {
  @TempDir private Path folder;

  private static JsonNode lookup(Rig rig, String number, String more) throws Exception {
    var reply = rig.client().get("/v2/lookup/" + number + more);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void theNetworkOfAReceiptIsKnownAfterwards() throws Exception {
    try (var rig = Rig.open(folder, "{}")) {
      assertThat(lookup(rig, "+14155551401", "").path("network").isNull()).isTrue();
      var sent =
          rig.client()
              .post(
                  "/v2/messages",
                  "{\"from\": \"+14155552671\", \"to\": \"+14155551401\", \"text\": \"Hello\"}");
      rig.client()
          .await(
              "/v2/messages/" + sent.json().path("id").asText(),
              reply -> reply.json().path("status").asText().equals("delivered"));

      // Learning follows the commit that shows the delivery.
      rig.client()
          .await("/v2/lookup/%2B14155551401", reply -> !reply.json().path("network").isNull());
      var facts = lookup(rig, "%2B14155551401", "");

      assertThat(facts.path("network").path("name").asText()).isEqualTo("AT&T");
      assertThat(facts.path("network").path("mcc").isNull()).isTrue();
      assertThat(facts.path("source").asText()).isEqualTo("receipt");
      assertThat(facts.path("at").isTextual()).isTrue();
      assertThat(facts.path("country").asText()).isEqualTo("US");
    }
  }

  @Test
  void rangesAndAServiceAreAskedAsTheSettingsSay() throws Exception {
    var ranges = Files.writeString(folder.resolve("x.csv"), "49151,262,01,Eins,mobile,DE\n");
    var asked = new AtomicInteger();
    var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/hlr/4915112345678",
        exchange -> {
          asked.incrementAndGet();
          var body = "{\"mcc\": \"262\", \"mnc\": \"02\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    var yaml =
        """
        lookup:
          ranges: ["%s"]
          http: {url: "http://127.0.0.1:%d/hlr/{digits}"}
        """
            .formatted(ranges, service.getAddress().getPort());
    try (var rig = Rig.open(folder, yaml)) {
      var facts = lookup(rig, "+4915112345678", "");
      lookup(rig, "+4915112345678", "");

      assertThat(facts.path("source").asText()).isEqualTo("http");
      assertThat(facts.path("network").path("mnc").asText()).isEqualTo("02");
      assertThat(asked).hasValue(1);
      lookup(rig, "+4915112345678", "?refresh=true");
      assertThat(asked).hasValue(2);
      assertThat(lookup(rig, "+4915122345678", "").path("source").asText()).isEqualTo("range");
    } finally {
      service.stop(0);
    }
  }
}
