package io.carillon.bench.far;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SinkTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Tally tally = new Tally();
  private Sink sink;

  @BeforeEach
  void start() throws IOException {
    sink = new Sink(tally, Duration.ZERO);
  }

  @AfterEach
  void stop() throws IOException {
    sink.close();
  }

  @Test
  void anOrdinaryClientIsAnsweredAndCounted() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      for (var i = 0; i < 3; i++) {
        var body = webhook("delivered", 7 + i);
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.port() + "/hook"))
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(i == 1)
                .POST(
                    i == 2
                        ? BodyPublishers.fromPublisher(BodyPublishers.ofString(body))
                        : BodyPublishers.ofString(body))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    }

    assertThat(tally.counts().delivered()).isEqualTo(3);
    assertThat(tally.delivered().at(7)).isPositive();
    assertThat(tally.delivered().at(9)).isPositive();
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      var requests = new StringBuilder();
      for (var i = 0; i < 500; i++) {
        requests.append(post(webhook("delivered", i)));
      }
      socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));

      var answers = socket.getInputStream().readNBytes(500 * OK.length());

      assertThat(new String(answers, ISO_8859_1)).isEqualTo(OK.repeat(500));
      assertThat(tally.counts().delivered()).isEqualTo(500);
    }
  }

  @Test
  void onlyTheWordDeliveredCompletes() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      for (var status : new String[] {"undelivered", "sent\",\"delivered_at\":\"x", "delivering"}) {
        socket.getOutputStream().write(post(webhook(status, 1)).getBytes(ISO_8859_1));
        socket.getInputStream().readNBytes(OK.length());
      }
      assertThat(tally.counts().otherPosts()).isEqualTo(3);
      assertThat(tally.counts().delivered()).isZero();

      socket
          .getOutputStream()
          .write(post("MessageStatus=delivered&To=%2B14152000001").getBytes(ISO_8859_1));
      socket.getInputStream().readNBytes(OK.length());
      assertThat(tally.counts().delivered()).isEqualTo(1);
    }
  }

  @Test
  void receiptsOfOtherShapesCompleteToo() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      tell(socket, post(webhook("ACCEPTD", 1)));
      tell(socket, "GET /dlr-16/+14152000002 HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(tally.counts().otherPosts()).isEqualTo(2);

      tell(socket, post(webhook("DELIVRD", 1)));
      tell(socket, "GET /dlr-1/+14152000002 HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(tally.counts().delivered()).isEqualTo(2);
    }
  }

  @Test
  void aSlowSinkAnswersLateAndNotesAtOnce() throws IOException {
    var before = System.nanoTime();
    try (var slow = new Sink(tally, Duration.ofMillis(300));
        var socket = new Socket(InetAddress.getLoopbackAddress(), slow.port())) {
      socket.getOutputStream().write(post(webhook("delivered", 1)).getBytes(ISO_8859_1));
      Eventually.holds(() -> tally.counts().delivered() == 1);
      assertThat(System.nanoTime() - before).isLessThan(300_000_000L);

      assertThat(socket.getInputStream().readNBytes(OK.length())).hasSize(OK.length());
      assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
    }
  }

  @Test
  void aSilentSinkNotesAndNeverAnswers() throws IOException {
    try (var silent = new Sink(tally, Sink.NEVER);
        var socket = new Socket(InetAddress.getLoopbackAddress(), silent.port())) {
      socket.setSoTimeout(200);
      socket.getOutputStream().write(post(webhook("delivered", 1)).getBytes(ISO_8859_1));
      socket.getOutputStream().write(post(webhook("delivered", 1)).getBytes(ISO_8859_1));

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(tally.counts().posts()).isEqualTo(2);
      assertThat(tally.counts().repeatedPosts()).isZero();
    }
  }

  @Test
  void aLongBodyInPiecesIsRead() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      var request = post(webhook("delivered", 1) + "x".repeat(60_000)).getBytes(ISO_8859_1);
      for (var at = 0; at < request.length; at += 7_000) {
        socket.getOutputStream().write(request, at, Math.min(7_000, request.length - at));
      }

      assertThat(socket.getInputStream().readNBytes(OK.length())).hasSize(OK.length());
      assertThat(tally.counts().delivered()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoHttpEndsTheConnection() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      socket.getOutputStream().write("hello\r\n\r\n".getBytes(ISO_8859_1));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(tally.counts().brokenPeers()).isEqualTo(1);
    }
  }

  private static void tell(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    socket.getInputStream().readNBytes(OK.length());
  }

  private static String webhook(String status, int sequence) {
    return "{\"data\":{\"from\":\"%s\",\"to\":\"%s\",\"status\":\"%s\"}}"
        .formatted(Recipients.SENDER, Recipients.number(sequence), status);
  }

  private static String post(String body) {
    return "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }
}
