package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.RawClient.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server as ordinary clients see it.
class HttpServerTest {
  private static final Handler ECHO = request -> Reply.text(200, request.bodyText());

  @Test
  void answersAGetWithItsVariableAndQuery() throws Exception {
    Handler handler =
        request -> Reply.text(200, request.variable("id") + " " + request.query("a").orElse("-"));

    try (HttpServer server = Wording.serve(Route.get("/v1/messages/{id}", handler));
        RawClient client = new RawClient(server.port())) {
      Answer answer = client.get("/v1/messages/a%2Fb%20c?a=1+2%263&a=x").answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("a/b c 1 2&3");
      assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
      assertThat(answer.headers()).doesNotContainKey("server").containsKey("date");
    }
  }

  @Test
  void takesWhatClientsLeaveUnescapedInAQuery() throws Exception {
    Handler handler =
        request -> Reply.text(200, request.query().names() + " " + request.rawQuery());

    try (HttpServer server = Wording.serve(Route.get("/x", handler));
        RawClient client = new RawClient(server.port())) {
      Answer answer = client.get("/x?expand[]=a|b&Date>=1\"{}^`<").answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).startsWith("[expand[], Date>]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x?a=\u00e9", "/x?a=\t1", "/x?a=\u0001", "/x?a=\u007f"})
  void refusesWhatCannotStandInAQuery(String target) throws Exception {
    try (HttpServer server = Wording.serve(Route.get("/x", ECHO));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.get(target).answer().status()).isEqualTo(400);
    }
  }

  @Test
  void takesABodyUpToItsLimit() throws Exception {
    try (HttpServer server = Wording.serve(Route.post("/echo", 5, ECHO));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.post("/echo", "12345").answer().body()).isEqualTo("12345");
      assertThat(client.post("/echo", "").answer().body()).isEmpty();

      Answer over = client.post("/echo", "123456").answer();

      assertThat(over.status()).isEqualTo(413);
      assertThat(over.body()).contains("over 5");
      assertThat(over.headers()).containsEntry("connection", "close");
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void keepsTheConnectionForOneRequestAfterAnother() throws Exception {
    try (HttpServer server = Wording.serve(Route.post("/echo", 100, ECHO));
        RawClient client = new RawClient(server.port())) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.post("/echo", "n" + i).answer().body()).isEqualTo("n" + i);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (HttpServer server = Wording.serve(Route.post("/echo", 100, ECHO));
        RawClient client = new RawClient(server.port())) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        String body = "n" + i;
        all.append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: ").append(body.length());
        all.append("\r\n\r\n").append(body);
      }
      client.send(all.toString());

      for (int i = 0; i < 40; i++) {
        assertThat(client.answer().body()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void closesAfterAReplyWhenTheClientAsksForIt() throws Exception {
    try (HttpServer server = Wording.serve(Route.post("/echo", 100, ECHO));
        RawClient client = new RawClient(server.port())) {
      String headers = "Connection: close\r\nContent-Length: 2\r\n";
      Answer answer = client.request("POST", "/echo", headers, "hi").answer();

      assertThat(answer.body()).isEqualTo("hi");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void answersHeadAsGetWithoutABody() throws Exception {
    try (HttpServer server = Wording.serve(Route.get("/x", _ -> Reply.text(200, "hello")));
        RawClient client = new RawClient(server.port())) {
      Answer head = client.request("HEAD", "/x", "", "").answer(false);

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).containsEntry("content-length", "5");
      assertThat(client.get("/x").answer().body()).isEqualTo("hello");
    }
  }

  @Test
  void answersOptionsWithTheMethodsOfThePath() throws Exception {
    Route[] routes = {Route.get("/x", ECHO), Route.delete("/x", ECHO)};
    try (HttpServer server = Wording.serve(routes);
        RawClient client = new RawClient(server.port())) {
      Answer options = client.request("OPTIONS", "/x", "", "").answer();

      assertThat(options.status()).isEqualTo(204);
      assertThat(options.headers()).containsEntry("allow", "DELETE, GET, HEAD, OPTIONS");
    }
  }

  @Test
  void wordsProblemsByTheMountThatOwnsThePath() throws Exception {
    Errors other = (_, problem) -> Reply.text(problem.status(), "other");
    Mount one = Wording.mount("/one", Route.get("/x", ECHO));
    Mount two = new Mount("/one/two", List.of(Route.get("/y", ECHO)), other);

    try (HttpServer server = HttpServer.start(HttpSettings.loopback(), List.of(one, two));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.get("/one/nothing").answer().body()).contains("not found");
      assertThat(client.get("/one/two/nothing").answer().body()).isEqualTo("other");
      assertThat(client.get("/one/twofold").answer().body()).contains("not found");
      Answer nobodys = client.get("/elsewhere").answer();
      assertThat(nobodys.status()).isEqualTo(404);
      assertThat(nobodys.body()).isEqualTo("404\n");
      Answer wrong = client.post("/one/two/y", "a body that nobody reads").answer();
      assertThat(wrong.status()).isEqualTo(405);
      assertThat(wrong.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
      assertThat(client.get("/one/x").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void turnsAThrowingHandlerIntoAProblemAndGoesOn() throws Exception {
    Handler broken =
        _ -> {
          throw new IllegalStateException("on purpose");
        };
    Handler endless = HttpServerTest::overflow;
    Route[] routes = {Route.get("/broken", broken), Route.get("/endless", endless)};
    try (HttpServer server = Wording.serve(routes);
        RawClient client = new RawClient(server.port())) {
      for (String path : List.of("/broken", "/endless", "/broken")) {
        Answer answer = client.get(path).answer();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"broken\"").doesNotContain("on purpose");
      }
      assertThat(server.running()).isZero();
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Reply overflow(Request request) throws InterruptedException {
    return overflow(request);
  }

  @Test
  void sendsABareStatusWhereEvenTheWordingBreaks() throws Exception {
    Errors broken =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    Mount mount = new Mount("", List.of(), broken);
    try (HttpServer server = HttpServer.start(HttpSettings.loopback(), List.of(mount));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.get("/").answer()).matches(a -> a.status() == 404 && a.body().isEmpty());
    }
  }

  @Test
  void serves200ConcurrentRequestsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(200);
    Handler meeting =
        request -> {
          all.countDown();
          return Reply.text(all.await(20, TimeUnit.SECONDS) ? 200 : 504, request.bodyText());
        };
    try (HttpServer server = Wording.serve(Route.post("/meet", 100, meeting));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/meet");
      List<java.util.concurrent.CompletableFuture<HttpResponse<String>>> replies =
          new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("n" + i)).build();
        replies.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      for (int i = 0; i < 200; i++) {
        HttpResponse<String> reply = replies.get(i).get(30, TimeUnit.SECONDS);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void tellsTheObserverOfEachRequest() throws Exception {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    HttpObserver observer =
        (method, pattern, status, nanos) ->
            seen.add(method + " " + pattern + " " + status + " " + (nanos >= 0));
    Mount mount = Wording.mount("/v1", Route.get("/messages/{id}", ECHO));
    try (HttpServer server = HttpServer.start(HttpSettings.loopback(), List.of(mount), observer);
        RawClient client = new RawClient(server.port())) {
      client.get("/v1/messages/7").answer();
      client.get("/v1/nothing").answer();
      client.post("/v1/messages/7", "").answer();
      client.get("/v1/messages/8").answer();
    }
    assertThat(seen)
        .containsExactly(
            "GET /v1/messages/{id} 200 true",
            "GET  404 true",
            "POST /v1/messages/{id} 405 true",
            "GET /v1/messages/{id} 200 true");
  }

  @Test
  void namesARequestOnceAndOnlyWhenAsked() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Handler twice = request -> Reply.text(200, request.id() + request.id());
    Route[] routes = {Route.get("/id", twice), Route.get("/none", ECHO)};
    Mount mount = new Mount("", List.of(routes), Wording.NAMED, () -> "r" + made.incrementAndGet());
    try (HttpServer server = HttpServer.start(HttpSettings.loopback(), List.of(mount));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.get("/none").answer().status()).isEqualTo(200);
      assertThat(client.get("/id").answer().body()).isEqualTo("r1r1");
      assertThat(client.get("/id").answer().body()).isEqualTo("r2r2");
    }
  }

  @Test
  void givesHeadersAndTheFarEnd() throws Exception {
    Handler handler =
        request ->
            Reply.text(
                    200,
                    ""
                        + request.headers("x-many")
                        + request.header("AUTHORIZATION")
                        + request.header("none")
                        + request.remote().isLoopbackAddress())
                .with("X-A", "1")
                .with("X-A", "2");
    try (HttpServer server = Wording.serve(Route.get("/h", handler));
        RawClient client = new RawClient(server.port())) {
      String more = "X-Many: a\r\nAuthorization:   Bearer k \r\nX-MANY: b\r\n";
      Answer answer = client.request("GET", "/h", more, "").answer();

      assertThat(answer.body()).isEqualTo("[a, b]Optional[Bearer k]Optional.emptytrue");
      assertThat(answer.headers().get("x-a")).contains("2");
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      HttpSettings settings =
          new HttpSettings("127.0.0.1", other.getLocalPort(), HttpLimits.standard());

      assertThatThrownBy(() -> HttpServer.start(settings, List.of()))
          .isInstanceOf(PortTaken.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("in use");
    }
    HttpSettings nowhere = new HttpSettings("192.0.2.1", 0, HttpLimits.standard());
    assertThatThrownBy(() -> HttpServer.start(nowhere, List.of())).isInstanceOf(PortTaken.class);
  }

  @Test
  void refusesMountsAndRoutesThatCollide() {
    HttpSettings settings = HttpSettings.loopback();
    Mount same = Wording.mount("/v1");
    assertThatThrownBy(() -> HttpServer.start(settings, List.of(same, same)))
        .isInstanceOf(IllegalArgumentException.class);
    Mount twice = Wording.mount("", Route.get("/a/{b}", ECHO), Route.get("/a/{c}", ECHO));
    assertThatThrownBy(() -> HttpServer.start(settings, List.of(twice)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
