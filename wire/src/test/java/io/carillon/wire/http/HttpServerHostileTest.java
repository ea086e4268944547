package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.http.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server against clients that break the rules, by mistake or on purpose.
class HttpServerHostileTest {
  private static final int BODY_MAX = 1000;
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  private final AtomicInteger handled = new AtomicInteger();
  private HttpServer server = serve(HttpLimits.standard().idle());

  /// A server that waits for the client that long, whatever for.
  private HttpServer serve(Duration patience) {
    HttpLimits standard = HttpLimits.standard();
    HttpLimits limits =
        new HttpLimits(
            standard.requestsMax(),
            standard.connectionsMax(),
            standard.perAddressMax(),
            4096,
            standard.bodiesMax(),
            patience,
            patience,
            patience,
            patience,
            standard.drain(),
            standard.retryAfter());
    return Wording.serve(
        limits,
        Route.post("/echo", BODY_MAX, this::echo),
        Route.get("/v/{a}", request -> Reply.text(200, request.variable("a"))),
        Route.get("/big", _ -> Reply.of(200, "application/octet-stream", new byte[64 << 20])));
  }

  private void hurry() {
    server.close();
    server = serve(Duration.ofMillis(300));
  }

  private Reply echo(Request request) {
    handled.incrementAndGet();
    return Reply.text(200, request.bodyText());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  private void refused(String request, int status, String word) throws IOException {
    try (RawClient client = client()) {
      Answer answer = client.send(request).answer();
      assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
      assertThat(answer.body()).contains(word);
      assertThat(answer.headers()).containsEntry("connection", "close");
      client.endOutput();
      assertThat(client.closed()).isTrue();
    }
    assertThat(handled).hasValue(0);
  }

  private static String post(String more, String body) {
    return "POST /echo HTTP/1.1\r\nHost: x\r\n" + more + "\r\n" + body;
  }

  @Test
  void putsChunksTogether() throws Exception {
    try (RawClient client = client()) {
      String body = "5\r\nhello\r\n1\r\n \r\n00a\r\nworld.....\r\n0\r\n\r\n";
      client.send(post(CHUNKED, body));
      assertThat(client.answer().body()).isEqualTo("hello world.....");
      client.send(post(CHUNKED, "0\r\n\r\n"));
      assertThat(client.answer().body()).isEmpty();
      String full = Integer.toHexString(BODY_MAX) + "\r\n" + "x".repeat(BODY_MAX) + "\r\n0\r\n\r\n";
      client.send(post(CHUNKED, full));
      assertThat(client.answer().body()).hasSize(BODY_MAX);
    }
  }

  @Test
  void refusesABodyOverTheLimitBeforeItComes() throws Exception {
    refused(post("Content-Length: 1001\r\n", ""), 413, "over 1000");
    refused(post("Content-Length: 1001\r\nExpect: 100-continue\r\n", ""), 413, "over 1000");
    refused(post("Content-Length: 9999999999999\r\n", "x".repeat(50_000)), 413, "over 1000");
  }

  @Test
  void refusesChunksOverTheLimit() throws Exception {
    refused(post(CHUNKED, "3e9\r\n" + "x".repeat(1001) + "\r\n0\r\n\r\n"), 413, "over 1000");
    refused(
        post(CHUNKED, "1f4\r\n" + "x".repeat(500) + "\r\n1f5\r\n" + "x".repeat(501) + "\r\n"),
        413,
        "over 1000");
    refused(post(CHUNKED, "7fffffff\r\n" + "x".repeat(50_000)), 413, "over 1000");
    refused(post(CHUNKED, "1;" + "x".repeat(100_000)), 413, "over 1000");
  }

  @Test
  void refusesUnsoundChunks() throws Exception {
    // RFC 9112 section 7.1.1 wants extensions passed over; the engine does not know them.
    refused(post(CHUNKED, "5;x=y\r\nhello\r\n0\r\n\r\n"), 400, "malformed");
    refused(post(CHUNKED, "zz\r\nhello\r\n"), 400, "malformed");
    refused(post(CHUNKED, "-1\r\nhello\r\n"), 400, "malformed");
    refused(post(CHUNKED, "\r\n\r\n"), 400, "malformed");
    refused(post(CHUNKED, "ffffffffffffffff\r\n"), 400, "malformed");
    refused(post(CHUNKED, "1\nx\n"), 400, "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: x\r\n",
        "Transfer-Encoding: \r\n",
        "Content-Length: -1\r\n",
        "Content-Length: five\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 5x\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length : 5\r\n",
        "Content-Length: 5\r\n X: folded\r\n",
        "no colon\r\n",
        "Bad name: x\r\n",
        "X: a\u0000b\r\n",
        "X: a\nb: c\r\n",
        "X: a\rb: c\r\n",
        "Host: second\r\n"
      })
  void refusesHeadersThatTwoReadersCouldReadInTwoWays(String more) throws Exception {
    refused(post(more, "hello"), 400, "malformed");
  }

  @Test
  void refusesACodingThatItDoesNotKnow() throws Exception {
    refused(post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501, "malformed");
    refused(post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "x"), 415, "encoded");
  }

  @Test
  void refusesWhatIsNoRequestLine() throws Exception {
    refused("GET / HTTP/1.0\r\n\r\n", 505, "HTTP/1.1");
    refused("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400, "malformed");
    refused("GET /\r\nHost: x\r\n\r\n", 400, "malformed");
    refused("GET / / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed");
    refused("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed");
    refused("hello\r\n\r\n", 400, "malformed");
    refused("GET / HTTP/1.1\nHost: x\n\n", 400, "malformed");
    refused("GET / HTTP/1.1\r\n\r\n", 400, "malformed");
    refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "malformed");
    refused("\u0016\u0003\u0001\u0002\u0000\u0001\r\n", 400, "malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "/v/%, malformed",
    "/v/%4, malformed",
    "/v/%zz, malformed",
    "/v/%ff, malformed",
    "/v/%c3%28, malformed",
    "/v/%00, malformed",
    "/v/%ed%a0%80, malformed",
    "/v/a?q=%zz, malformed",
    "/v/a?q=%ff, malformed",
    "/v/a?%=1, malformed"
  })
  void refusesBadPercentEncodingAndGoesOn(String target, String word) throws Exception {
    try (RawClient client = client()) {
      Answer answer = client.get(target).answer();
      if (answer.headers().containsKey("connection")) {
        assertThat(client.closed()).isTrue();
      } else {
        assertThat(client.get("/v/%e2%82%ac").answer().body()).isEqualTo("\u20ac");
      }
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains(word);
    }
  }

  @Test
  void refusesHugeHeads() throws Exception {
    refused(post("X: " + "x".repeat(10_000) + "\r\n", ""), 431, "too large");
    refused(post("X: y\r\n".repeat(2000), ""), 431, "too large");
    refused("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414, "too long");
  }

  @Test
  void tellsTheClientToGoOnOnlyWhenTheBodyIsWanted() throws Exception {
    try (RawClient client = client()) {
      client.send(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
      assertThat(client.answer().status()).isEqualTo(100);
      client.send("hi");
      assertThat(client.answer().body()).isEqualTo("hi");
      assertThat(client.post("/echo", "on").answer().body()).isEqualTo("on");
    }
  }

  @Test
  void forgetsASmallBodyThatNobodyWantsAndGoesOn() throws Exception {
    try (RawClient client = client()) {
      assertThat(client.post("/nowhere", "x".repeat(5000)).answer().status()).isEqualTo(404);
      assertThat(client.request("PUT", "/echo", CHUNKED, "2\r\nhi\r\n0\r\n\r\n").answer().status())
          .isEqualTo(405);
      assertThat(client.get("/v/on").answer().body()).isEqualTo("on");
    }
    String large = "Content-Length: 100000000\r\n";
    refused("POST /nowhere HTTP/1.1\r\nHost: x\r\n" + large + "\r\n", 404, "not found");
  }

  @Test
  void timesOutASlowBodyInTheDialectsWords() throws Exception {
    hurry();
    refused(post("Content-Length: 10\r\n", "hello"), 408, "timed out");
    refused(post(CHUNKED, "a\r\nhello"), 408, "timed out");
  }

  @Test
  void timesOutABodyThatTrickles() throws Exception {
    hurry();
    try (RawClient client = client()) {
      client.send(post("Content-Length: 1000\r\n", ""));
      Thread trickle = Thread.startVirtualThread(() -> trickle(client));
      Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(client.closed()).isTrue();
      trickle.join();
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void closesOnAHeadThatTrickles() throws Exception {
    hurry();
    try (RawClient client = client()) {
      client.send("GET /echo HTTP/1.1\r\nX: ");
      Thread trickle = Thread.startVirtualThread(() -> trickle(client));
      assertThat(client.closed()).isTrue();
      trickle.join();
    }
    try (RawClient client = client()) {
      client.send("GE");
      assertThat(client.closed()).isTrue();
    }
  }

  /// Sends a byte each few milliseconds until the server has had enough.
  private static void trickle(RawClient client) {
    Object pause = new Object();
    try {
      while (true) {
        client.send("x");
        synchronized (pause) {
          pause.wait(10);
        }
      }
    } catch (IOException | InterruptedException _) {
      // The server has closed.
    }
  }

  @Test
  void closesAnIdleConnection() throws Exception {
    hurry();
    try (RawClient fresh = client();
        RawClient used = client()) {
      assertThat(used.post("/echo", "x").answer().status()).isEqualTo(200);
      assertThat(fresh.closed()).isTrue();
      assertThat(used.closed()).isTrue();
    }
  }

  @Test
  void closesOnAClientThatDoesNotRead() throws Exception {
    hurry();
    try (RawClient client = client()) {
      client.get("/big");
      awaitConnections(1);
      awaitConnections(0);
    }
  }

  private void awaitConnections(int count) {
    long start = System.nanoTime();
    while (server.connections() != count) {
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
      Thread.onSpinWait();
    }
  }

  @Test
  void neverRunsAHandlerOnHalfABody() throws Exception {
    for (String half :
        List.of(post("Content-Length: 10\r\n", "12345"), post(CHUNKED, "a\r\n123"))) {
      try (RawClient client = client()) {
        client.send(half);
        client.endOutput();
        assertThat(client.closed()).isTrue();
      }
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void takesATargetInAbsoluteForm() throws Exception {
    try (RawClient client = client()) {
      assertThat(client.get("http://x/v/1?a=b").answer().body()).isEqualTo("1");
      assertThat(client.get("http://x").answer().status()).isEqualTo(404);
      assertThat(client.request("OPTIONS", "*", "", "").answer().status()).isEqualTo(404);
      assertThat(client.get("/../v/1").answer().status()).isEqualTo(404);
      assertThat(client.get("/v/1;a=b").answer().body()).isEqualTo("1;a=b");
      assertThat(client.get("//v/1").answer().status()).isEqualTo(404);
    }
  }

  @Test
  void survivesAnyBytes() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(1, 400)];
      random.nextBytes(noise);
      StringBuilder near = new StringBuilder(post("Content-Length: 5\r\nA: b\r\n", "hello"));
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        near.setCharAt(random.nextInt(near.length()), (char) random.nextInt(256));
      }
      try (RawClient client = client()) {
        if (i % 2 == 0) {
          client.send(noise);
        } else {
          client.send(near.toString());
        }
        client.endOutput();
        drain(client);
      }
    }
    try (RawClient client = client()) {
      assertThat(client.post("/echo", "alive").answer().body()).isEqualTo("alive");
    }
  }

  private static void drain(RawClient client) {
    try {
      while (true) {
        assertThat(client.answer().status()).isNotEqualTo(500);
      }
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
      // Closed, or nothing more that is an answer.
    }
  }
}
