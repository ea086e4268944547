package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Child.Machine;
import io.carillon.testkit.disk.BrittleDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Takes the power away from a whole server under load: what was not synced is not on its disk when
/// it starts again. Everything that anybody was told is safe must be there: messages answered with
/// 2xx and ESME_ROK, receipts and messages from people that the far end needs not bring again.
/// `-Dsurvival.rounds=N` for more.
@Tag("slow")
@Timeout(600)
class PowerCutTest {
  private static final int ROUNDS = Integer.getInteger("survival.rounds", 1);
  private static final int A_ROUND = 250;
  private static final String USER = "{\"system_id\": \"power\", \"password\": \"secret12\"}";

  @TempDir private Path beside;
  private BrittleDisk disk;
  private Witness witness;
  private Path settings;
  private int smppPort;
  private final Load load = new Load("");

  @BeforeEach
  void plugIn() throws Exception {
    disk = BrittleDisk.in(beside);
    witness = Witness.open();
    smppPort = FreePort.next();
    settings =
        Files.writeString(
            beside.resolve("s.yaml"),
            "{carriers: [%s], smpp-server: {port: %d}}"
                .formatted(witness.entry(", unknown-outcome-pause: 1s"), smppPort));
  }

  @AfterEach
  void close() {
    if (witness != null) {
      witness.close();
    }
  }

  @Test
  void everythingThatWasAnsweredIsThereAfterAPowerLoss() throws Exception {
    Map<String, Integer> before = Map.of();
    Set<String> receipts = Set.of();
    for (int round = 0; round < ROUNDS; round++) {
      run(round);
      before = witness.taken();
      receipts = witness.receiptsKept();
      disk.losePower(new SplittableRandom(round));
    }
    var letters = witness.lettersKept();
    assertThat(receipts).isNotEmpty();
    assertThat(letters).isNotEmpty();
    try (var server = Child.on(disk.folder(), settings);
        var client = new Client(server.port(), Rig.KEY)) {
      assertThat(load.missing(client)).isEmpty();
      assertThat(load.awaitEnds(client).values()).containsOnly("delivered");
      assertThat(Load.letters(client)).containsAll(letters);
      var taken = witness.taken();
      assertThat(taken.keySet()).containsAll(load.accepted().values());
      for (var text : receipts) {
        assertThat(taken.get(text)).as(text + ", whose receipt we had").isEqualTo(before.get(text));
      }
      assertThat(witness.takenTwice()).isSubsetOf(Load.resent(client));
      server.stop();
    }
    assertThat(Stores.troubles(disk.folder().resolve("data"))).isEmpty();
  }

  /// Were this not so, the test above would prove nothing.
  @Test
  void aServerThatDoesNotSyncIsFoundOut() throws Exception {
    run(0, "-Dcarillon.test.synchronous=OFF");
    disk.losePower();

    try (var server = Child.on(disk.folder(), settings);
        var client = new Client(server.port(), Rig.KEY)) {
      assertThat(load.missing(client)).isNotEmpty();
    }
  }

  private void run(int round, String... flags) throws Exception {
    try (var server = Child.on(disk.folder(), settings, Machine.with(disk, flags));
        var client = new Client(server.port(), Rig.KEY)) {
      if (round == 0) {
        assertThat(client.post("/v2/smpp-users", USER).status()).isEqualTo(201);
      }
      try (var bind = Esme.bind(smppPort, "power", "secret12").impatient()) {
        load.untilTheEnd(server, A_ROUND, bind, bind);
      }
    }
  }
}
