package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kannel, a foreign gateway, bound to our SMPP server as an ESME. Left out where it is not
/// installed (Debian: `apt-get install kannel`).
@Tag("slow")
@Timeout(300)
class KannelTest {
  private static final int MESSAGES = 10_000;
  private static final int AT_ONCE = 40;
  private static final Duration LIMIT = Duration.ofSeconds(200);

  @TempDir private Path folder;

  /// Which receipts came to Kannel's own customer: by message, the states.
  private final Map<String, String> receipts = new ConcurrentHashMap<>();

  private final AtomicInteger repeated = new AtomicInteger();

  @Test
  void sendsTenThousandMessagesAndHearsOfEachOnce() throws Exception {
    assumeTrue(
        Kannel.find("bearerbox").isPresent() && Kannel.find("smsbox").isPresent(),
        "Kannel is not installed: apt-get install kannel");
    var settings = "{sandbox: {receipt-delay: 50ms}, smpp-server: {port: 0}}";
    try (var rig = Rig.open(folder, settings)) {
      var user = "{\"system_id\": \"kannel\", \"password\": \"secret12\"}";
      assertThat(rig.client().post("/v2/smpp-users", user).status()).isEqualTo(201);
      var sink = sink();
      var home = Files.createDirectory(folder.resolve("kannel"));
      try (var kannel = Kannel.open(home, rig.smppPort(), "kannel", "secret12")) {
        rig.client().await("/v2/smpp-sessions", r -> r.json().path("data").size() == 1);
        send(kannel, "http://127.0.0.1:" + sink.getAddress().getPort());
        awaitReceipts(kannel);

        assertThat(receipts)
            .hasSize(MESSAGES)
            .allSatisfy((_, state) -> assertThat(state).isEqualTo("1"));
        assertThat(repeated.get()).isZero();
        var session = rig.client().get("/v2/smpp-sessions").json().path("data").path(0);
        assertThat(session.path("submitted").asInt()).isEqualTo(MESSAGES);
        assertThat(session.path("refused").asInt()).isZero();
        longText(rig, kannel);
      } finally {
        sink.stop(0);
      }
    }
  }

  /// Kannel cuts a long text itself, with headers (UDH).
  private void longText(Rig rig, Kannel kannel) throws Exception {
    var text = "Ein langer Text, den Kannel selbst zerlegt. ".repeat(10).strip();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(ask(http, kannel, "+14155559321", text, "")).isEqualTo(202);
    }
    var handset = "/sandbox/handsets/+14155559321/messages";
    var shown = rig.client().await(handset, r -> r.json().path("messages").size() == 1).json();
    assertThat(shown.path("messages").path(0).path("text").asText()).isEqualTo(text);
  }

  /// Where Kannel tells the receipts of its customers.
  private HttpServer sink() throws IOException {
    var sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    sink.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath().split("/", -1);
          if (receipts.put(path[1], path[2]) != null) {
            repeated.incrementAndGet();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
    return sink;
  }

  private void send(Kannel kannel, String sink) throws Exception {
    var room = new Semaphore(AT_ONCE);
    try (var http = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>(MESSAGES);
      for (int i = 0; i < MESSAGES; i++) {
        int n = i;
        room.acquire();
        answers.add(
            threads.submit(() -> {
              try {
                return ask(
                    http, kannel, "+1415557" + (1000 + n % 50), "n" + n, sink + "/" + n + "/%d");
              } finally {
                room.release();
              }
            }));
      }
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }
  }

  private static int ask(HttpClient http, Kannel kannel, String to, String text, String receipts)
      throws Exception {
    var url =
        kannel.sendUrl()
            + "&from=%2B14155552671&to="
            + escaped(to)
            + "&text="
            + escaped(text)
            + (receipts.isEmpty() ? "" : "&dlr-mask=3&dlr-url=" + escaped(receipts));
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void awaitReceipts(Kannel kannel) throws Exception {
    var patience = new Patience(LIMIT);
    while (receipts.size() < MESSAGES) {
      patience.rest(() -> receipts.size() + " receipts; " + kannel.said());
    }
  }
}
