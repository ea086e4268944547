package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.testkit.JweReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader key through a kill: what a person wrote is sealed in the commit that keeps it, and what
/// was not sent yet is sealed by the next server as it leaves.
@Tag("slow")
class ReaderKeyKillTest {
  private static final String PERSON = "14155551299";
  private static final String SENDER = "14155552671";
  private static final String OUT = "Marked words out 77777";
  private static final String IN = "Marked words in 77777";

  @TempDir private Path folder;

  private static String send(Client client) throws Exception {
    var reply = EveryDialectTest.Way.NATIVE.send(client, "+" + PERSON, OUT);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  /// Which files hold these words, be it in a page that is free.
  private List<Path> telling(String words) throws IOException {
    try (var files = Files.walk(folder.resolve("data"))) {
      var telling = new ArrayList<Path>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
          telling.add(file);
        }
      }
      return telling;
    }
  }

  private static String jwe(Client client, String id) throws Exception {
    var content = client.get("/v2/messages/" + id).json().path("content");
    assertThat(content.path("kind").asText()).isEqualTo("sealed");
    return content.path("jwe").asText();
  }

  @Test
  void noKillLeavesWordsThatNobodyIsToReadHere() throws Exception {
    var reader = JweReader.p256();
    var waiting = new ArrayList<String>();
    try (var smsc = Smsc.open()) {
      smsc.hold();
      var entry = smsc.entry("centre", ", window: 1, unknown-outcome-pause: 1s");
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"), "{encryption: off, carriers: [%s]}".formatted(entry));
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var key = JsonMapper.builder().build().createObjectNode().put("pem", reader.pem());
        assertThat(client.post("/v2/account/reader-key", key.toString()).status()).isEqualTo(200);
        waiting.add(send(client));
        client.awaitStatus(waiting.getFirst(), "sending");
        waiting.add(send(client));
        assertThat(smsc.bring(PERSON, SENDER, IN)).isZero();
        server.kill();
      }
      assertThat(telling(IN)).isEmpty();
      assertThat(telling(OUT)).isNotEmpty();

      smsc.goOn();
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        for (var id : waiting) {
          client.awaitStatus(id, "sent");
          assertThat(reader.open(jwe(client, id))).isEqualTo(OUT);
        }
        var heard = client.get("/v2/messages?direction=inbound").json().at("/data/0/id").asText();
        assertThat(reader.open(jwe(client, heard))).isEqualTo(IN);
        server.stop();
      }
    }
    assertThat(telling(IN)).isEmpty();
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
