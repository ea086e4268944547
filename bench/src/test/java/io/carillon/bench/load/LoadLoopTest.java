package io.carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadLoopTest {
  private interface Reply {
    void to(HttpExchange exchange, int count) throws IOException;
  }

  private static final Request REQUEST =
      new Request("POST /v1/messages HTTP/1.1\r\nHost: x\r\n", "{\"to\":\"#######\"}", 1);

  private final StrandRun.Times times = new StrandRun.Times();
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

    var result = load(closed(4, 0, 60_000, 250));

    assertThat(result.accepted()).isEqualTo(250);
    assertThat(times.accepted().count()).isEqualTo(250);
    assertThat(bodies).as("different requests").hasSize(250);
    assertThat(said).containsExactly("measuring", "measured");
    var interval = result.interval();
    assertThat(times.sent().at(0)).isBetween(interval.from(), interval.to());
    assertThat(times.accepted().at(249)).isBetween(times.sent().at(249), interval.to());
  }

  @Test
  void warmingUpIsNotMeasured() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));

    var interval = load(closed(2, 200, 300, 0)).interval();

    assertThat(interval.seconds()).isBetween(0.3, 5.0);
    var before = 0;
    var within = 0;
    for (var i = 0; i < times.sent().count(); i++) {
      if (interval.has(times.sent().at(i))) {
        within++;
      } else {
        before++;
      }
    }
    assertThat(before).isPositive();
    assertThat(within).isPositive();
    assertThat(times.accepted().count()).as("none is left behind").isEqualTo(requests.get());
  }

  @Test
  void refusalsAreCountedAndSlowTheirCallerDown() throws Exception {
    replies((exchange, count) -> {
      if (count == 2) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      answer(exchange, count <= 3 ? 429 : count == 4 ? 503 : 202);
    });

    var result = load(closed(1, 0, 60_000, 10));

    assertThat(result.refused()).isEqualTo(4);
    assertThat(result.refusedBluntly()).as("without Retry-After").isEqualTo(3);
    assertThat(result.accepted()).isEqualTo(6);
    assertThat(result.errors()).isEmpty();
    assertThat(result.interval().seconds()).isGreaterThan(0.4);
  }

  @Test
  void otherAnswersAreErrorsWithAnExample() throws Exception {
    replies((exchange, count) -> answer(exchange, count % 2 == 0 ? 400 : 202));

    var result = load(closed(1, 0, 60_000, 10));

    assertThat(result.accepted()).isEqualTo(5);
    assertThat(result.errors()).containsExactlyEntriesOf(Map.of("status 400", 5L));
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

    var result = load(closed(1, 0, 60_000, 5));

    assertThat(result.accepted()).isEqualTo(4);
    assertThat(result.errors()).hasSize(1);
  }

  @Test
  void aServerThatClosesAfterEachAnswerIsNoError() throws Exception {
    replies((exchange, _) -> {
      exchange.getResponseHeaders().set("Connection", "close");
      answer(exchange, 202);
    });

    var result = load(closed(2, 0, 60_000, 20));

    assertThat(result.accepted()).isEqualTo(20);
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void nobodyListeningEndsInTime() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var both = List.of(strand("a", 0, Pace.closed(2)), strand("b", 1_000, Pace.open(2, 100)));

    var result = new LoadLoop(new LoadOrder(port, 0, 300, 0, both), times, said::add).run();

    assertThat(result.accepted()).isZero();
    assertThat(result.errors().get("cannot connect")).isBetween(5L, 31L);
  }

  @Test
  void aScheduleIsKeptWhateverTheServerDoes() throws Exception {
    replies((exchange, count) -> answer(exchange, count % 3 == 0 ? 503 : 202));

    var result = load(order(0, 1_000, 0, List.of(strand("all", 0, Pace.open(64, 200)))));

    var schedule = result.strands().getFirst().schedule();
    assertThat(schedule.asked()).isBetween(199L, 203L);
    assertThat(schedule.unsent()).isLessThanOrEqualTo(20);
    assertThat(result.accepted() + result.refused()).isBetween(180L, 203L);
    var gap = times.sent().at(150) - times.sent().at(50);
    assertThat(gap).as("due times, whenever they were sent").isBetween(499_999L, 500_001L);
  }

  @Test
  void aServerIsKeptBusyBeforeItsScheduleBegins() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));
    var pace = Pace.open(8, 20).warmedBy(2);

    var result = load(order(1_000, 1_000, 0, List.of(strand("all", 0, pace))));

    var schedule = result.strands().getFirst().schedule();
    assertThat(schedule.asked()).isBetween(20L, 21L);
    assertThat(schedule.unsent()).isZero();
    assertThat(result.accepted()).as("by its schedule it is 40").isGreaterThan(100);
    int last = times.sent().count() - 1;
    assertThat(times.sent().at(last) - times.sent().at(last - 10))
        .as("due times of the schedule")
        .isBetween(499_999L, 500_001L);
  }

  @Test
  void aSlowServerShowsInTheLatencyOfAllThatWasDue() throws Exception {
    replies((exchange, _) -> {
      pause(100);
      answer(exchange, 202);
    });

    var result = load(order(0, 1_000, 0, List.of(strand("all", 0, Pace.open(1, 50)))));

    var schedule = result.strands().getFirst().schedule();
    assertThat(schedule.isHeld()).as("one connection does ten a second at most").isFalse();
    assertThat(schedule.unsent()).isGreaterThan(30);
    assertThat(schedule.behind().max()).isGreaterThan(300);
    assertThat(times.accepted().at(5) - times.sent().at(5)).isGreaterThan(400_000);
  }

  @Test
  void strandsGoSideBySideEachAtItsPace() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));
    var other = new Request(REQUEST.head(), "{\"to\":\"#######\",\"other\":1}", 1);
    var mixed = new Strand("mixed", 1_000, 500, List.of(REQUEST, other), Pace.open(8, 100));

    var result = load(order(0, 500, 0, List.of(strand("few", 0, Pace.open(8, 0, 20)), mixed)));

    assertThat(result.strands())
        .extracting(LoadResult.OfStrand::name)
        .containsExactly("few", "mixed");
    assertThat(result.strands().getFirst().accepted()).isBetween(8L, 11L);
    assertThat(result.strands().getLast().accepted()).isBetween(40L, 51L);
    assertThat(bodies).filteredOn(body -> body.contains("other")).hasSizeBetween(20, 26);
    assertThat(times.sent().at(0)).isPositive();
    assertThat(times.sent().at(1_000)).isPositive();
  }

  @Test
  void aStrandEndsWithItsLastNumber() throws Exception {
    replies((exchange, _) -> answer(exchange, 202));
    var short1 = new Strand("short", 7, 20, List.of(REQUEST), Pace.closed(3));

    var result = load(order(0, 60_000, 0, List.of(short1)));

    assertThat(result.accepted()).isEqualTo(20);
    assertThat(times.accepted().at(26)).isPositive();
    assertThat(times.accepted().at(27)).isZero();
  }

  @Test
  void aBulkIsJudgedMessageByMessage() throws Exception {
    server.createContext(
        "/v1/messages",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var body = "{\"code\":207,\"responses\":[{\"code\":202},{\"code\":429}]}";
          exchange.sendResponseHeaders(207, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    var two = new Request(REQUEST.head(), "[#######,#######]", 2);
    var bulk = new Strand("bulk", 0, 4, List.of(two), Pace.closed(1));

    var result = load(order(0, 60_000, 0, List.of(bulk)));

    assertThat(result.accepted()).isEqualTo(2);
    assertThat(result.refused()).isEqualTo(2);
    assertThat(times.accepted().at(0)).isPositive();
    assertThat(times.accepted().at(1)).isZero();
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

  private static void pause(long millis) {
    var until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Strand strand(String name, int first, Pace pace) {
    return new Strand(name, first, 1_000_000, List.of(REQUEST), pace);
  }

  private LoadOrder closed(int connections, long warmupMs, long measuredMs, int messages) {
    var strand = strand("all", 0, Pace.closed(connections));
    return order(warmupMs, measuredMs, messages, List.of(strand));
  }

  private LoadOrder order(long warmupMs, long measuredMs, int messages, List<Strand> strands) {
    return new LoadOrder(server.getAddress().getPort(), warmupMs, measuredMs, messages, strands);
  }

  private LoadResult load(LoadOrder order) throws Exception {
    return new LoadLoop(order, times, said::add).run();
  }
}
