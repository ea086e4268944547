package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.naming.MessageNames;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account keeps no words of its messages with a whole server: they arrive, their receipts come,
/// and nobody reads them here any more.
@Tag("slow")
@Tag("journey")
class KeepingJourneyTest {
  private static final String PERSON = "+14155551234";
  private static final String TEXT = "Marked-words-88888";

  @TempDir private Path folder;

  private static void set(Rig rig, String words) throws Exception {
    var reply = rig.client().post("/v2/policies/keeping", "{\"words\": " + words + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void wordsThatAreNeverKeptArriveAndAreGone() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      set(rig, "{\"bodies\": \"never\"}");
      for (var way : EveryDialectTest.Way.values()) {
        var id = MessageNames.uuid(way.named(way.send(rig.client(), PERSON, TEXT)));
        rig.client().awaitStatus(id, "delivered");
        for (var other : EveryDialectTest.Way.values()) {
          var read = rig.client().get(other.read(id));
          assertThat(read.status()).isEqualTo(200);
          assertThat(read.body()).doesNotContain(TEXT);
        }
      }
      var handset = "/sandbox/handsets/" + PERSON + "/messages";
      assertThat(rig.client().get(handset).body()).contains(TEXT);

      rig.client().post(handset, "{\"to\": \"98765\", \"text\": \"" + TEXT + "\"}");
      var inbound = "/v2/messages?direction=inbound";
      var heard = rig.client().await(inbound, reply -> !reply.json().path("data").isEmpty()).json();
      assertThat(heard.at("/data/0/content/text").asText()).isEmpty();
      assertThat(heard.toString()).doesNotContain(TEXT);

      set(rig, "{\"bodies\": \"never sms:30d\", \"media\": \"7d\", \"records\": \"90d mms:7d\"}");
      var sent = EveryDialectTest.Way.NATIVE.send(rig.client(), PERSON, TEXT);
      var kept = sent.json().path("id").asText();
      rig.client().awaitStatus(kept, "delivered");
      assertThat(rig.client().get("/v2/messages/" + kept).body()).contains(TEXT);
      assertThat(rig.client().get("/metrics").body())
          .contains("carillon_keeping_forgotten_total{what=\"at_once\"");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
