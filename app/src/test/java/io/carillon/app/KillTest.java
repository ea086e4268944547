package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.app.Listener.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server under load, again and again, and asks what became of every message that was
/// answered with 2xx. `-Dsurvival.rounds=N` for more.
@Tag("slow")
@Tag("journey")
@Timeout(3_600)
class KillTest {
  private static final int ROUNDS = Integer.getInteger("survival.rounds", 3);
  private static final int A_ROUND = 200;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final Random chance = new Random(ROUNDS);

  @Test
  void everyAcceptedMessageGoesOnAndNoneIsSentTwiceUnlessItsOutcomeWasUnknown() throws Exception {
    try (var witness = Witness.open();
        var listener = new Listener()) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              "{carriers: [%s], outbound: {allow: [127.0.0.0/8]}}"
                  .formatted(witness.entry(", unknown-outcome-pause: 1s")));
      var load = new Load(listener.url("/hook"));
      for (int round = 0; round < ROUNDS; round++) {
        try (var server = Child.on(folder, settings)) {
          assertNothingIsLost(server, load);
          load.untilTheEnd(server, A_ROUND + chance.nextInt(100));
        }
      }

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        assertNothingIsLost(server, load);
        var texts = load.accepted().values();
        assertThat(load.awaitEnds(client).values()).containsOnly("delivered");
        assertThat(witness.taken().keySet()).containsAll(texts);
        assertThat(witness.takenTwice()).as("sent twice").isSubsetOf(Load.resent(client));
        client.await("/v2/webhooks?state=open&limit=1", Client.Reply::listsNothing);
        assertThat(told(listener.all())).containsAll(load.accepted().keySet());
        server.stop();
      }
      assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
    }
  }

  private static void assertNothingIsLost(Child server, Load load) throws Exception {
    try (var client = new Client(server.port(), Rig.KEY)) {
      assertThat(load.missing(client)).as("accepted, and gone").isEmpty();
    }
  }

  /// The messages of which a webhook said that they are delivered, by the digits of their ids.
  private static Set<String> told(List<Call> calls) throws IOException {
    var told = new HashSet<String>();
    for (var call : calls) {
      told.add(Load.digits(JSON.readTree(call.body()).path("data").path("message_id").asText()));
    }
    return told;
  }
}
