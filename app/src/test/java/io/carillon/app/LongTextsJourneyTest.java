package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Handsets write long texts in parts, in any order, twice, broken, to nobody; the server is killed
/// between two parts.
@Tag("slow")
@Tag("journey")
@Timeout(600)
class LongTextsJourneyTest {
  private static final String HANDSET = "/sandbox/handsets/+491515550123/messages";
  private static final String LONG = "a long text of a person ".repeat(20).strip();

  @TempDir private Path folder;

  private static void writes(Client client, String to, String fields) throws Exception {
    var reply = client.post(HANDSET, "{\"to\": \"%s\", %s}".formatted(to, fields));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }

  private static void writes(Client client, String fields) throws Exception {
    writes(client, "+14155552671", fields);
  }

  private static JsonNode received(Client client, int count) throws Exception {
    var path = "/v2/messages?direction=inbound&limit=100";
    return client.await(path, reply -> reply.json().path("data").size() == count).json();
  }

  @Test
  void whatAPersonWritesInPartsIsOneMessageAlsoWhereTheServerIsKilledBetween() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "{inbound: {parts-wait: 24h}}");
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      for (var scheme : new String[] {"udh8", "udh16", "sar"}) {
        writes(
            client,
            "\"text\": \"%s\", \"split\": \"%s\", \"order\": [4, 2, 2, 1, 3]"
                .formatted(LONG, scheme));
      }
      writes(client, "\"text\": \"broken\", \"encoding\": \"gsm7\", \"udh\": \"050003070002\"");
      writes(
          client,
          "\"text\": \"%s\", \"split\": \"udh8\", \"reference\": 77, \"order\": [1, 4]"
              .formatted(LONG));
      client.await("/metrics", reply -> reply.body().contains("parts_waiting 2"));

      var broken = new ArrayList<String>();
      for (var message : received(client, 4).path("data")) {
        if (!message.path("content").path("text").asText().equals(LONG)) {
          broken.add(message.path("id").asText());
        }
      }
      assertThat(broken).hasSize(1);
      assertThat(client.get("/v2/messages/" + broken.getFirst() + "/trace").body())
          .contains("a concatenation was ignored: part 2 of 0");
    }
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      writes(
          client,
          "\"text\": \"%s\", \"split\": \"udh8\", \"reference\": 77, \"order\": [3, 2]"
              .formatted(LONG));

      for (var message : received(client, 5).path("data")) {
        assertThat(message.path("content").path("text").asText()).isIn(LONG, "broken");
      }
      client.await("/metrics", reply -> reply.body().contains("parts_waiting 0"));
      server.stop();
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
