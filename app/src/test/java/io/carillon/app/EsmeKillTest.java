package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Esme.Submit;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server while an ESME submits: what was answered is there, and its receipts come to the
/// next bind.
@Tag("slow")
@Tag("journey")
@Timeout(180)
class EsmeKillTest {
  private static final int SENDERS = 8;
  private static final int UNTIL = 300;

  @TempDir private Path folder;

  @Test
  void everySubmitThatWasAnsweredIsThereAfterAKillAndItsReceiptComes() throws Exception {
    int smppPort = FreePort.next();
    var settings =
        Files.writeString(
            folder.resolve("s.yaml"),
            "{sandbox: {receipt-delay: 50ms}, smpp-server: {port: %d}}".formatted(smppPort));
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      var user = "{\"system_id\": \"killed\", \"password\": \"secret12\"}";
      assertThat(client.post("/v2/smpp-users", user).status()).isEqualTo(201);
      load(server, smppPort, answered);
    }

    assertThat(answered).hasSizeGreaterThanOrEqualTo(UNTIL);
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      for (var id : answered) {
        client.await(
            "/v2/messages/" + id, r -> r.json().path("status").asText().equals("delivered"));
      }
      try (var esme = Esme.bind(smppPort, "killed", "secret12", BindType.BIND_RX)) {
        var left = new ArrayList<>(answered);
        while (!left.isEmpty()) {
          var receipt = esme.receipts(1).getFirst();
          assertThat(receipt).endsWith(" DELIVRD");
          left.remove(receipt.substring(0, receipt.indexOf(' ')));
        }
      }
    }
  }

  private static void load(Child server, int port, Set<String> answered) throws Exception {
    var number = new AtomicInteger();
    var ended = new AtomicBoolean();
    // A transmitter only: all receipts wait for the bind after the kill.
    try (var esme = Esme.bind(port, "killed", "secret12", BindType.BIND_TX).impatient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        threads.execute(() -> submitUntilTheEnd(esme, ended, number, answered));
      }
      try {
        Patience.until(() -> answered.size() >= UNTIL, () -> answered.size() + " answered");
        server.kill();
      } finally {
        ended.set(true);
      }
    }
  }

  private static void submitUntilTheEnd(
      Esme esme, AtomicBoolean ended, AtomicInteger number, Set<String> answered) {
    try {
      while (!ended.get()) {
        int n = number.incrementAndGet();
        esme.submitUnlessSlow(Submit.text("1415556" + (1000 + n % 50), "n" + n))
            .ifPresent(answered::add);
      }
    } catch (IOException | InvalidResponseException | NegativeResponseException | PDUException _) {
      // killed: what was not answered may or may not have been kept
    }
  }
}
