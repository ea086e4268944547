package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.RawClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Bodies that come in pieces, and what becomes of them when something goes wrong in the middle.
class HttpServerPiecesTest {
  /// Pieces `0\n`, `1\n` … up to a count, and a note of how it went.
  private static final class Counted implements Pieces {
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    private final int count;
    private final int breaksAt;
    private final int size;

    Counted(int count, int breaksAt, int size) {
      this.count = count;
      this.breaksAt = breaksAt;
      this.size = size;
    }

    @Override
    public byte[] next() {
      int number = asked.getAndIncrement();
      if (number == breaksAt) {
        throw new IllegalStateException("on purpose");
      }
      var text = number < count ? number + "\n" + " ".repeat(size) : "";
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      closed.countDown();
    }

    boolean wasClosed() throws InterruptedException {
      return closed.await(10, TimeUnit.SECONDS);
    }
  }

  private static HttpServer serve(Pieces pieces) {
    Handler handler = _ -> Reply.streamed(200, "text/plain", pieces).with("Next", "n");
    return Wording.serve(Route.get("/all", handler));
  }

  private static HttpResponse<String> get(HttpClient client, HttpServer server)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + "/all");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Test
  void theyArriveInOrderAndTheConnectionIsKept() throws Exception {
    var pieces = new Counted(100, -1, 0);
    try (var server = serve(pieces);
        var client = client()) {
      var first = get(client, server);
      var second = get(client, server);

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.body().lines()).hasSize(100).startsWith("0", "1").endsWith("99");
      assertThat(first.headers().firstValue("Next")).contains("n");
      assertThat(first.headers().firstValue("Content-Length")).isEmpty();
      assertThat(second.body()).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(pieces.wasClosed()).isTrue();
    }
  }

  @Test
  void aPieceThatCannotBeHadCutsTheBodySoThatNobodyTakesItForWhole() throws Exception {
    var pieces = new Counted(100, 3, 0);
    try (var server = serve(pieces);
        var client = client()) {
      assertThatThrownBy(() -> get(client, server)).isInstanceOf(IOException.class);

      assertThat(pieces.wasClosed()).isTrue();
    }
  }

  @Test
  void aClientThatLeavesEndsIt() throws Exception {
    var pieces = new Counted(1_000_000, -1, 10_000);
    try (var server = serve(pieces)) {
      try (var client = new RawClient(server.port())) {
        client.get("/all");
      }

      assertThat(pieces.wasClosed()).isTrue();
      assertThat(pieces.asked.get()).isLessThan(1_000_000);
    }
  }

  @Test
  void headAsksForNoPiece() throws Exception {
    var pieces = new Counted(100, -1, 0);
    try (var server = serve(pieces);
        var client = new RawClient(server.port())) {
      Answer head = client.request("HEAD", "/all", "", "").answer(false);

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).containsEntry("next", "n").doesNotContainKey("content-length");
      assertThat(pieces.wasClosed()).isTrue();
      assertThat(pieces.asked.get()).isZero();
    }
  }
}
