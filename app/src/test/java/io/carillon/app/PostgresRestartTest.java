package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.testkit.Patience;
import io.carillon.testkit.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is restarted, and crashes, while callers send: what was accepted is delivered, what
/// was not is told so in a way that a client knows what to do.
@Tag("postgres")
@Tag("slow")
@Timeout(400)
class PostgresRestartTest {
  private static final int SENDERS = 8;
  private static final int SENDERS_MAX = 40;
  private static final int BEFORE_AND_AFTER = 150;
  private static final int LOOKS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<HttpResponse<String>> refused = new ConcurrentLinkedQueue<>();

  @Test
  void nothingThatWasAcceptedIsLostAndOthersAreToldToComeAgain() throws Exception {
    try (var server = PostgresServer.own();
        var rig =
            Rig.open(folder, SharedRig.QUICK, Stores.onPostgres(server, folder.resolve("data")))) {
      start(SENDERS, rig.port());
      acceptedAreMoreBy(BEFORE_AND_AFTER);
      server.stop();
      refusedAreMoreBy(50, rig.port());
      server.start();
      acceptedAreMoreBy(BEFORE_AND_AFTER);
      server.crash();
      server.start();
      acceptedAreMoreBy(BEFORE_AND_AFTER);
      ended.set(true);
      for (var sender : senders) {
        sender.join();
      }

      for (var id : accepted) {
        rig.client().awaitStatus(id, "delivered");
      }
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(reply -> {
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
          });
    }
  }

  private void start(int count, int port) {
    for (int i = 0; i < count; i++) {
      senders.add(Thread.ofVirtual().start(() -> send(port)));
    }
  }

  private void send(int port) {
    var json = new JsonMapper();
    try (var http = HttpClient.newHttpClient()) {
      while (!ended.get()) {
        var body =
            """
            {"from": "+14155552671", "to": "+1415556%04d", "text": "kept", "channel": "sms"}
            """
                .formatted(1000 + number.incrementAndGet() % 50);
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/messages"))
                .header("Authorization", "Bearer " + Rig.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60));
        var reply = http.send(request.build(), BodyHandlers.ofString());
        if (reply.statusCode() == 202) {
          accepted.add(json.readTree(reply.body()).path("message_id").asText());
        } else {
          refused.add(reply);
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptedAreMoreBy(int more) {
    int aim = accepted.size() + more;
    var patience = new Patience(LIMIT);
    while (accepted.size() < aim) {
      patience.rest(() -> accepted.size() + " accepted, " + refused.size() + " refused");
    }
  }

  /// Whoever had something in a commit when the database went waits until it says what became of
  /// that, and that may be every sender: so others come, who are told no.
  private void refusedAreMoreBy(int more, int port) {
    int aim = refused.size() + more;
    var patience = new Patience(LIMIT);
    for (int looks = 1; refused.size() < aim; looks++) {
      if (looks % LOOKS == 0 && senders.size() < SENDERS_MAX) {
        start(1, port);
      }
      patience.rest(() -> refused.size() + " refused, " + accepted.size() + " accepted");
    }
  }
}
