package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How often one person may be written to, through kills under load: nobody is written to more
/// often, and what is beyond that waits, none of it lost.
@Tag("slow")
@Tag("journey")
@Timeout(3_600)
class FrequencyKillTest {
  private static final int ROUNDS = 2;
  private static final int A_ROUND = 200;
  private static final int MOST = 2;

  @TempDir private Path folder;

  /// How many different messages each person got.
  private static Map<Integer, Integer> got(Witness witness) {
    var got = new HashMap<Integer, Integer>();
    for (var text : witness.taken().keySet()) {
      int number = Integer.parseInt(text.substring(text.indexOf(' ') + 1));
      got.merge(number % Load.RECIPIENTS, 1, Integer::sum);
    }
    return got;
  }

  private static boolean isSettled(Client.Reply reply) {
    var message = reply.json();
    return message.path("waits_for").asText().equals("frequency")
        || message.path("status").asText().equals("delivered");
  }

  @Test
  void nobodyIsWrittenToMoreOftenThoughTheServerIsKilledUnderLoad() throws Exception {
    try (var witness = Witness.open()) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              """
              carriers: [%s]
              policies:
                frequency: {most: %d/1d, purposes: "promotional, transactional, otp"}
              """
                  .formatted(witness.entry(", unknown-outcome-pause: 1s"), MOST));
      var load = new Load("");
      for (int round = 0; round < ROUNDS; round++) {
        try (var server = Child.on(folder, settings)) {
          load.untilTheEnd(server, A_ROUND);
        }
      }

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        assertThat(load.missing(client)).as("accepted, and gone").isEmpty();
        for (var id : load.accepted().keySet()) {
          client.await("/v2/messages/" + id, FrequencyKillTest::isSettled);
        }
        Patience.until(() -> got(witness).size() == Load.RECIPIENTS, () -> got(witness).toString());
        server.stop();
      }
      assertThat(got(witness).values()).containsOnly(MOST);
      assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
    }
  }
}
