package io.carillon.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AskerTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger learned = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile int status = 200;
  private volatile long takesNanos;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v2/messages",
        exchange -> {
          asked.incrementAndGet();
          var until = System.nanoTime() + takesNanos;
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(100_000);
          }
          var body = "{\"data\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void onlyWhatIsDueInTheMeasuredTimeCounts() throws Exception {
    var kind = ask(10_000, 200);

    assertThat(kind.name()).isEqualTo("newest page");
    assertThat(kind.ms().count() + kind.unasked()).isBetween(18L, 22L);
    assertThat(asked.get()).as("before it, too").isGreaterThan((int) kind.ms().count());
    assertThat(learned.get()).isEqualTo(asked.get());
    assertThat(kind.failed()).isZero();
  }

  @Test
  void aSlowAnswerIsInTheLatencyOfThoseBehindIt() throws Exception {
    takesNanos = 50_000_000;

    var kind = ask(10_000, 300);

    assertThat(kind.unasked()).as("due, and not asked").isPositive();
    assertThat(kind.ms().max()).isGreaterThan(100);
  }

  @Test
  void whatIsNoGoodAnswerHasFailed() throws Exception {
    status = 400;

    var kind = ask(10_000, 100);

    assertThat(kind.failed()).isEqualTo(kind.ms().count()).isPositive();
    assertThat(kind.example()).isEqualTo("400 {\"data\": []}");
    assertThat(learned.get()).isZero();
  }

  /// Asks for a while before the measured time, too.
  private QueryFigures.Kind ask(long pause, long measuredMs) throws Exception {
    var line = new Line(server.getAddress().getPort(), "key");
    var asker =
        new Asker(
            Question.NEWEST,
            new Known(1),
            line,
            Micros.now(),
            pause,
            _ -> learned.incrementAndGet());
    var thread = Thread.ofPlatform().start(asker);
    rest(100);
    asker.measure(Micros.now());
    rest(measuredMs);
    asker.stop(Micros.now());
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    return asker.figures();
  }

  private static void rest(long millis) {
    var until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
