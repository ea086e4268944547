package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server under load, again and again, and asks what became of every message that was
/// answered with 2xx.
@Tag("slow")
class KillTest {
  private static final int ROUNDS = 3;
  private static final int SENDERS = 8;
  private static final int PER_ROUND = 300;

  @TempDir private Path folder;

  @Test
  void everyAcceptedMessageGoesOnAndNoneIsSentTwiceUnlessItsOutcomeWasUnknown() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "sandbox: {receipt-delay: 50ms}");
    var accepted = new ConcurrentHashMap<String, String>();
    var number = new AtomicInteger();

    for (int round = 0; round < ROUNDS; round++) {
      try (var server = Child.on(folder, settings)) {
        load(server, number, accepted, PER_ROUND * (round + 1));
        server.kill();
      }
    }

    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      var resent = new ArrayList<String>();
      for (var id : accepted.keySet()) {
        client.awaitStatus(id, "delivered");
        var trace = client.get("/v2/messages/" + id + "/trace").body();
        if (trace.contains("\"resent\"")) {
          assertThat(trace).contains("\"doubted\"");
          resent.add(accepted.get(id));
        }
      }
      assertThat(accepted).hasSizeGreaterThanOrEqualTo(ROUNDS * PER_ROUND);
      received(client)
          .forEach((text, times) -> {
            if (times > 1) {
              assertThat(resent).as("sent twice").contains(text);
            }
          });
      assertThat(received(client).keySet()).containsAll(accepted.values());
    }
  }

  /// Sends from several clients until so many were accepted in all; goes on until the kill.
  private static void load(
      Child server, AtomicInteger number, Map<String, String> accepted, int until)
      throws Exception {
    int port = server.port();
    var stopped = new AtomicBoolean();
    var senders = new ArrayList<Thread>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofVirtual().start(() -> send(port, number, accepted, stopped)));
    }
    while (accepted.size() < until) {
      Thread.onSpinWait();
    }
    server.kill();
    stopped.set(true);
    for (var sender : senders) {
      sender.join();
    }
  }

  private static void send(
      int port, AtomicInteger number, Map<String, String> accepted, AtomicBoolean stopped) {
    try (var client = new Client(port, Rig.KEY)) {
      while (!stopped.get()) {
        int n = number.incrementAndGet();
        var text = "message " + n;
        var reply =
            client.post(
                "/v1/messages",
                """
                {"from": "+14155552671", "to": "+1415556%04d", "text": "%s", "channel": "sms"}
                """
                    .formatted(1000 + n % 50, text));
        if (reply.status() == 202) {
          accepted.put(reply.json().path("message_id").asText(), text);
        }
      }
    } catch (IOException _) {
      // killed: what was not answered may or may not have been kept
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Integer> received(Client client) throws Exception {
    var times = new HashMap<String, Integer>();
    for (int i = 0; i < 50; i++) {
      var handset = "/sandbox/handsets/1415556" + (1000 + i) + "/messages?limit=1000";
      var texts = new ArrayList<String>();
      client.get(handset).json().path("messages").forEach(m -> texts.add(m.path("text").asText()));
      texts.forEach(text -> times.merge(text, 1, Integer::sum));
    }
    return times;
  }
}
