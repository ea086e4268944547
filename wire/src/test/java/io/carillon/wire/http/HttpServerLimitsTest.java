package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What the server does when it has enough, and when it is to stop.
class HttpServerLimitsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private static HttpLimits limits(int requests, int connections, long bodies, Duration drain) {
    Duration retry = Duration.ofMillis(6500);
    return new HttpLimits(
        requests, connections, 99, 4096, bodies, LONG, LONG, LONG, LONG, drain, retry);
  }

  private Reply hold(Request request) throws InterruptedException {
    entered.countDown();
    release.await();
    return Reply.text(200, request.bodyText());
  }

  private Route holding() {
    return Route.post("/hold", 1 << 20, this::hold);
  }

  private static Route quick() {
    return Route.post("/quick", 1 << 20, request -> Reply.text(200, "" + request.body().length));
  }

  @Test
  void refusesOneRequestTooManyAndTakesTheNext() throws Exception {
    HttpLimits one = limits(1, 10, 0, LONG);
    try (HttpServer server = Wording.serve(one, holding(), quick());
        RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port())) {
      first.post("/hold", "held");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.running()).isEqualTo(1);

      Answer refused = second.post("/quick", "x").answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("overloaded");
      assertThat(refused.headers()).containsEntry("retry-after", "7");

      release.countDown();
      assertThat(first.answer().body()).isEqualTo("held");
      assertThat(second.post("/quick", "x").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void holdsOnlySoMuchOfLargeBodiesAtOnce() throws Exception {
    HttpLimits tight = limits(10, 10, 100_000, LONG);
    String large = "x".repeat(60_000);
    String chunk = "ea60\r\n" + large + "\r\n0\r\n\r\n";
    try (HttpServer server = Wording.serve(tight, holding(), quick());
        RawClient first = new RawClient(server.port())) {
      first.post("/hold", large);
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

      try (RawClient second = new RawClient(server.port())) {
        assertThat(second.post("/quick", large).answer().status()).isEqualTo(503);
        assertThat(second.closed()).isTrue();
      }
      try (RawClient third = new RawClient(server.port())) {
        String chunked = "Transfer-Encoding: chunked\r\n";
        assertThat(third.request("POST", "/quick", chunked, chunk).answer().status())
            .isEqualTo(503);
      }
      try (RawClient fourth = new RawClient(server.port())) {
        assertThat(fourth.post("/quick", "small").answer().body()).isEqualTo("5");
        release.countDown();
        assertThat(first.answer().body()).hasSize(60_000);
        assertThat(fourth.post("/quick", large).answer().body()).isEqualTo("60000");
        String chunked = "Transfer-Encoding: chunked\r\n";
        assertThat(fourth.request("POST", "/quick", chunked, chunk).answer().body())
            .isEqualTo("60000");
      }
    }
  }

  @Test
  void aConnectionTooManyWaitsForItsTurn() throws Exception {
    try (HttpServer server = Wording.serve(limits(10, 1, 0, LONG), quick());
        RawClient first = new RawClient(server.port())) {
      assertThat(first.post("/quick", "x").answer().status()).isEqualTo(200);
      try (RawClient second = new RawClient(server.port())) {
        second.post("/quick", "y");
        assertThat(first.post("/quick", "xx").answer().status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(1);
        first.endOutput();
        assertThat(second.answer().status()).isEqualTo(200);
      }
    }
  }

  /// The idle connections end a moment before nobody listens any more.
  private static void awaitRefusal(int port) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      try {
        new RawClient(port).close();
      } catch (IOException _) {
        return;
      }
    }
    throw new AssertionError("connections are still taken");
  }

  @Test
  void finishesWhatIsUnderWayWhenClosed() throws Exception {
    HttpServer server = Wording.serve(limits(10, 10, 0, LONG), holding(), quick());
    try (RawClient busy = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      assertThat(idle.post("/quick", "x").answer().status()).isEqualTo(200);
      busy.post("/hold", "held");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

      Thread closing = Thread.ofPlatform().start(server::close);
      assertThat(idle.closed()).as("an idle connection ends at once").isTrue();
      awaitRefusal(server.port());
      release.countDown();

      Answer answer = busy.answer();
      assertThat(answer.body()).isEqualTo("held");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(busy.closed()).isTrue();
      closing.join();
    }
    server.close();
  }

  @Test
  void answersARequestWhoseHeadHadBegunToCome() throws Exception {
    HttpServer server = Wording.serve(limits(10, 10, 0, LONG), holding(), quick());
    try (RawClient busy = new RawClient(server.port());
        RawClient begun = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      busy.post("/hold", "held");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      begun.post("/quick", "x").answer();
      // The start of the second request comes with the first, so it is read.
      begun.send("POST /quick HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nxPOST /qui");
      assertThat(begun.answer().status()).isEqualTo(200);
      assertThat(idle.post("/quick", "x").answer().status()).isEqualTo(200);

      Thread closing = Thread.ofPlatform().start(server::close);
      assertThat(idle.closed()).isTrue();
      release.countDown();
      assertThat(busy.answer().body()).isEqualTo("held");
      begun.send("ck HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nxx");

      Answer answer = begun.answer();
      assertThat(answer.body()).isEqualTo("2");
      assertThat(answer.headers()).containsEntry("connection", "close");
      closing.join();
    }
  }

  @Test
  void interruptsWhatDoesNotFinishInTime() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    CountDownLatch over = new CountDownLatch(1);
    Handler stubborn =
        request -> {
          try {
            return hold(request);
          } catch (InterruptedException e) {
            seen.set("interrupted");
            throw e;
          } finally {
            over.countDown();
          }
        };
    HttpLimits brief = limits(10, 10, 0, Duration.ofMillis(200));
    HttpServer server = Wording.serve(brief, Route.post("/hold", 10, stubborn));
    try (RawClient client = new RawClient(server.port())) {
      client.post("/hold", "x");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      long start = System.nanoTime();
      server.close();

      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
      assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(seen.get()).isEqualTo("interrupted");
    }
  }

  @Test
  void tellsTheObserverOfAClientThatIsTooSlow() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    List<HttpObserver.Why> why = new CopyOnWriteArrayList<>();
    HttpObserver observer =
        new HttpObserver() {
          @Override
          public void done(String method, String pattern, int status, long nanos) {
            seen.set(method + pattern + status);
          }

          @Override
          public void turnedAway(Why limit) {
            why.add(limit);
          }
        };
    Duration brief = Duration.ofMillis(100);
    HttpLimits hurried = new HttpLimits(9, 9, 9, 4096, 0, LONG, LONG, brief, LONG, LONG, LONG);
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, hurried);
    try (HttpServer server =
            HttpServer.start(settings, List.of(Wording.mount("", quick())), observer);
        RawClient client = new RawClient(server.port())) {
      client.request("POST", "/quick", "Content-Length: 9\r\n", "half");

      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(seen.get()).isEqualTo("POST/quick408");
      assertThat(why).containsExactly(HttpObserver.Why.BODY_TIME);
    }
  }

  @Test
  void anAddressWithTooManyConnectionsIsToldSoAndThenNotHeard() throws Exception {
    HttpLimits two =
        new HttpLimits(9, 99, 2, 4096, 0, LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(1));
    try (HttpServer server = Wording.serve(two, quick());
        RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port())) {
      assertThat(first.post("/quick", "x").answer().status()).isEqualTo(200);
      assertThat(second.post("/quick", "x").answer().status()).isEqualTo(200);

      try (RawClient third = new RawClient(server.port())) {
        Answer told = third.post("/quick", "x").answer();
        assertThat(told.status()).isEqualTo(429);
        assertThat(told.body()).contains("too many");
        assertThat(told.headers()).containsEntry("retry-after", "5");
        assertThat(third.closed()).isTrue();
      }
      assertThat(second.post("/quick", "x").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void whoShowsNothingMayAskNoOftenerThanVisitorsMay() throws Exception {
    Visitors none = _ -> Optional.of(Duration.ofSeconds(3));
    Mount open = new Mount("/open", List.of(quick()), Wording.NAMED).opened();
    Mount closed = new Mount("/closed", List.of(quick()), Wording.NAMED);
    try (HttpServer server =
            HttpServer.start(
                HttpSettings.loopback(), List.of(open, closed), HttpObserver.NONE, none);
        RawClient client = new RawClient(server.port())) {
      Answer refused = client.post("/open/quick", "x").answer();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "3");
      assertThat(client.post("/nowhere", "x").answer().status()).isEqualTo(429);
      assertThat(client.post("/closed/quick", "x").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void aServerWithoutClientsClosesAtOnce() {
    long start = System.nanoTime();
    Wording.serve(quick()).close();
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> limits(0, 1, 0, LONG)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits(1, 0, 0, LONG)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits(1, 1, -1, LONG)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HttpSettings("x", 70_000, HttpLimits.standard()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
