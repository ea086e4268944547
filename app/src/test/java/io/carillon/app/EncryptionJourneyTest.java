package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.naming.MessageNames;
import io.carillon.model.MessageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What messages say stands in no file of the server, is read by whoever may, and by nobody once
/// its key was destroyed.
@Tag("slow")
@Tag("journey")
class EncryptionJourneyTest {
  private static final String TEXT = "Marked words 66666";
  private static final String TO = "+14155551234";

  @TempDir Path folder;

  private static List<MessageId> sent(Client client) throws Exception {
    var ids = new ArrayList<MessageId>();
    for (var way : EveryDialectTest.Way.values()) {
      ids.add(way.named(way.send(client, TO, TEXT)));
    }
    for (var id : ids) {
      client.awaitStatus(MessageNames.uuid(id), "delivered");
    }
    return ids;
  }

  /// In every dialect and by every name.
  private static List<String> read(Client client, MessageId id) throws Exception {
    var bodies = new ArrayList<String>();
    for (var way : EveryDialectTest.Way.values()) {
      for (var name : EveryDialectTest.namesOf(id)) {
        var reply = client.get(way.read(name));
        assertThat(reply.status()).as(way.read(name)).isEqualTo(200);
        bodies.add(reply.body());
      }
    }
    return bodies;
  }

  /// Which files hold the words; the sandbox is the far end, which was told them.
  private List<Path> telling() throws IOException {
    var data = folder.resolve("data");
    var telling = new ArrayList<Path>();
    try (var files = Files.walk(data)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(data.resolve("sandbox"))) {
          continue;
        }
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(TEXT)) {
          telling.add(file);
        }
      }
    }
    return telling;
  }

  @Test
  void whatMessagesSayIsSealedAndCanBeShredded() throws Exception {
    List<MessageId> ids;
    try (var rig = Rig.open(folder, "")) {
      ids = sent(rig.client());
      assertThat(telling()).isEmpty();
      for (var id : ids) {
        assertThat(read(rig.client(), id)).anyMatch(body -> body.contains(TEXT));
      }

      var shred =
          rig.client().post("/v2/account/content-key/shred", "{\"confirm\": \"cannot-be-undone\"}");

      assertThat(shred.status()).isEqualTo(200);
      for (var id : ids) {
        assertThat(read(rig.client(), id)).noneMatch(body -> body.contains(TEXT));
      }
      var list = rig.client().get("/v2/messages").json().at("/data");
      assertThat(list).hasSize(ids.size());
      list.forEach(one -> assertThat(one.at("/content/kind").asText()).isEqualTo("shredded"));
    }

    try (var rig = Rig.open(folder, "")) {
      for (var id : ids) {
        assertThat(read(rig.client(), id)).noneMatch(body -> body.contains(TEXT));
      }
      var later = sent(rig.client()).getFirst();
      assertThat(read(rig.client(), later)).anyMatch(body -> body.contains(TEXT));
      assertThat(telling()).isEmpty();
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
