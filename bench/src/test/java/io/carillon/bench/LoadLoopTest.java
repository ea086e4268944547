package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadLoopTest {
  private interface Reply {
    void to(HttpExchange exchange, int count) throws IOException;
  }

  private final Answers answers = new Answers();
  private final List<String> said = new ArrayList<>();
  private final Set<String> bodies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void soManyMessagesAreMeasuredAsWereAskedFor() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));

    var interval = load(plan(4, 0, 60_000, 250));

    assertThat(answers.result(interval).accepted()).isEqualTo(250);
    assertThat(answers.accepted.count()).isEqualTo(250);
    assertThat(bodies).as("different requests").hasSize(250);
    assertThat(said).containsExactly("measuring", "measured");
    assertThat(answers.sent.at(0)).isBetween(interval.from(), interval.to());
    assertThat(answers.accepted.at(249)).isBetween(answers.sent.at(249), interval.to());
  }

  @Test
  void warmingUpIsNotMeasured() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));

    var interval = load(plan(2, 200, 300, 0));

    assertThat(interval.seconds()).isBetween(0.3, 5.0);
    var before = 0;
    var within = 0;
    for (var i = 0; i < answers.sent.count(); i++) {
      if (interval.has(answers.sent.at(i))) {
        within++;
      } else {
        before++;
      }
    }
    assertThat(before).isPositive();
    assertThat(within).isPositive();
    assertThat(answers.accepted.count()).as("none is left behind").isEqualTo(requests.get());
  }

  @Test
  void refusalsAreCountedAndSlowTheirCallerDown() throws Exception {
    replies((exchange, count) -> answer(exchange, count <= 3 ? 429 : count == 4 ? 503 : 202));

    var interval = load(plan(1, 0, 60_000, 10));

    var result = answers.result(interval);
    assertThat(result.refused()).isEqualTo(4);
    assertThat(result.accepted()).isEqualTo(6);
    assertThat(result.errors()).isEmpty();
    assertThat(interval.seconds()).isGreaterThan(0.4);
  }

  @Test
  void otherAnswersAreErrorsWithAnExample() throws Exception {
    replies((exchange, count) -> answer(exchange, count % 2 == 0 ? 400 : 202));

    var result = answers.result(load(plan(1, 0, 60_000, 10)));

    assertThat(result.accepted()).isEqualTo(5);
    assertThat(result.errors()).containsExactlyEntriesOf(java.util.Map.of("status 400", 5L));
    assertThat(result.example()).isEqualTo("400 {\"n\":2}");
  }

  @Test
  void aLostConnectionFailsOneMessageAndIsOpenedAgain() throws Exception {
    replies((exchange, count) -> {
      if (count == 2) {
        exchange.close();
      } else {
        answer(exchange, 202);
      }
    });

    var result = answers.result(load(plan(1, 0, 60_000, 5)));

    assertThat(result.accepted()).isEqualTo(4);
    assertThat(result.errorCount()).isEqualTo(1);
  }

  @Test
  void aServerThatClosesAfterEachAnswerIsNoError() throws Exception {
    replies((exchange, _) -> {
      exchange.getResponseHeaders().set("Connection", "close");
      answer(exchange, 202);
    });

    var result = answers.result(load(plan(2, 0, 60_000, 20)));

    assertThat(result.accepted()).isEqualTo(20);
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void nobodyListeningEndsInTime() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    var interval = load(plan(2, 0, 300, 0), port);

    assertThat(answers.result(interval).accepted()).isZero();
  }

  private void replies(Reply reply) {
    server.createContext(
        "/v1/messages",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          reply.to(exchange, requests.incrementAndGet());
        });
    server.start();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    var body = "{\"n\":%d}".formatted(requests.get()).getBytes(StandardCharsets.UTF_8);
    // Length 0 stands for chunks.
    exchange.sendResponseHeaders(status, requests.get() % 3 == 0 ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static LoadPlan plan(int connections, long warmupMs, long measuredMs, int messages) {
    return new LoadPlan(
        connections, Duration.ofMillis(warmupMs), Duration.ofMillis(measuredMs), messages);
  }

  private Interval load(LoadPlan plan) throws Exception {
    return load(plan, server.getAddress().getPort());
  }

  private Interval load(LoadPlan plan, int port) throws Exception {
    var target = new Target(port, "key", "http://127.0.0.1:1/hook");
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new LoadLoop(address, plan, Scenario.SINGLE.template(target), answers, said::add).run();
  }
}
