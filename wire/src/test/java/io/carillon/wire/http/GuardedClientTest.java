package io.carillon.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.Result.Answered;
import io.carillon.wire.http.Result.Failed;
import io.carillon.wire.http.Result.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The client against servers that behave, and servers that do not.
class GuardedClientTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final AtomicBoolean loopback = new AtomicBoolean(true);
  private final GuardedClient client = client(ClientLimits.standard());

  private GuardedClient client(ClientLimits limits) {
    Names names = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    try {
      AddressGuard guard = new AddressGuard(List.of(), loopback::get, names);
      return new GuardedClient(guard, limits, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Result post(FarEnd farEnd, Duration limit) throws InterruptedException {
    List<Field> fields = List.of(new Field("Content-Type", "application/json"));
    byte[] body = "{\"n\":1}".getBytes(UTF_8);
    return client.exchange(Call.post(farEnd.url("/hook?a=b#c"), fields, body, limit, 100));
  }

  private static Answered answered(Result result) {
    assertThat(result).isInstanceOf(Answered.class);
    return (Answered) result;
  }

  private static void failed(Result result, Kind kind) {
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).kind()).as(result.toString()).isEqualTo(kind);
  }

  @Test
  void postsABodyAndReadsTheAnswer() throws Exception {
    try (FarEnd farEnd =
        FarEnd.answering("HTTP/1.1 202 Accepted\r\nX-A: b\r\ncontent-length: 3\r\n\r\nyes")) {
      Answered answer = answered(post(farEnd, LONG));

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.bodyText()).isEqualTo("yes");
      assertThat(answer.header("x-a")).contains("b");
      assertThat(answer.whole()).isTrue();
      assertThat(farEnd.requests())
          .containsExactly(
              "POST /hook?a=b HTTP/1.1\nHost: 127.0.0.1:"
                  + farEnd.port()
                  + "\nContent-Type: application/json\nContent-Length: 7\n\n{\"n\":1}");
    }
  }

  @Test
  void getsWithoutABody() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      Result result = client.exchange(Call.get(farEnd.url(""), List.of(), LONG, 100));

      assertThat(answered(result).bodyText()).isEqualTo("ok");
      assertThat(farEnd.requests().element())
          .startsWith("GET / HTTP/1.1\n")
          .doesNotContain("Content-Length");
    }
  }

  @Test
  void usesOneConnectionForOneCallAfterAnother() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      for (int i = 0; i < 100; i++) {
        assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
      }
      assertThat(farEnd.connections()).isEqualTo(1);
      assertThat(client.kept()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheConnectionAfterChunksAndBodilessAnswers() throws Exception {
    String chunked = CHUNKED + "5;x=y\r\nhello\r\nA\r\n, world...\r\n0\r\nTrailer: x\r\n\r\n";
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    FarEnd.Script script =
        talk -> {
          while (talk.request()) {
            talk.say(chunked);
            talk.request();
            talk.say("HTTP/1.1 204 No Content\r\n\r\n");
            talk.request();
            talk.say(interim + FarEnd.OK);
          }
        };
    try (FarEnd farEnd = new FarEnd(script)) {
      assertThat(answered(post(farEnd, LONG)).bodyText()).isEqualTo("hello, world...");
      assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(204);
      assertThat(answered(post(farEnd, LONG)).bodyText()).isEqualTo("ok");
      assertThat(farEnd.connections()).isEqualTo(1);
    }
  }

  @Test
  void closesWhenTheServerSaysSoOrSpeaksAnOlderHttp() throws Exception {
    String close = "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 0\r\n\r\n";
    String old = "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n";
    String tooMuch = FarEnd.OK + "HTTP/1.1 500 No\r\n\r\n";
    String both =
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    for (String answer : List.of(close, old, tooMuch, both)) {
      try (FarEnd farEnd = FarEnd.answering(answer)) {
        assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
        assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
        assertThat(farEnd.connections()).as(answer).isEqualTo(2);
      }
    }
  }

  @Test
  void callsOnceMoreWhenAKeptConnectionWasClosed() throws Exception {
    FarEnd.Script oneEach =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
        };
    try (FarEnd farEnd = new FarEnd(oneEach)) {
      for (int i = 1; i <= 5; i++) {
        assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
        assertThat(farEnd.connections()).isEqualTo(i);
      }
    }
  }

  @Test
  void callsOnceMoreWhenAKeptConnectionDiesUnderTheRequest() throws Exception {
    FarEnd.Script diesOnTheSecond =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
          if (talk.number() > 1) {
            talk.untilClosed();
          }
          talk.request();
        };
    try (FarEnd farEnd = new FarEnd(diesOnTheSecond)) {
      answered(post(farEnd, LONG));
      assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
      assertThat(farEnd.requests()).hasSize(3);
    }
  }

  @Test
  void neverRepeatsACallOnAFreshConnectionOrAfterAByteOfAnAnswer() throws Exception {
    FarEnd.Script silent = FarEnd.Talk::request;
    try (FarEnd farEnd = new FarEnd(silent)) {
      failed(post(farEnd, LONG), Kind.BROKEN);
      assertThat(farEnd.requests()).hasSize(1);
    }
    FarEnd.Script stutters =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
          talk.request();
          talk.say("H");
        };
    try (FarEnd farEnd = new FarEnd(stutters)) {
      answered(post(farEnd, LONG));
      failed(post(farEnd, LONG), Kind.BROKEN);
      assertThat(farEnd.requests()).hasSize(2);
    }
  }

  @Test
  void leavesAKeptConnectionOnWhichTheServerSpokeUnasked() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    FarEnd.Script script =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
          if (talk.number() == 1) {
            talk.say("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            said.countDown();
          }
          talk.untilClosed();
        };
    try (FarEnd farEnd = new FarEnd(script)) {
      answered(post(farEnd, LONG));
      assertThat(said.await(5, TimeUnit.SECONDS)).isTrue();

      assertThat(answered(post(farEnd, LONG)).status()).isEqualTo(200);
      assertThat(farEnd.connections()).isEqualTo(2);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    String elsewhere = "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n";
    try (FarEnd farEnd = FarEnd.answering(elsewhere)) {
      Answered answer = answered(post(farEnd, LONG));

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("location")).contains("/other");
      assertThat(farEnd.requests()).hasSize(1);
    }
  }

  @Test
  void keepsTheStartOfALongBody() throws Exception {
    String some = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000);
    try (FarEnd farEnd = FarEnd.answering(some)) {
      Answered answer = answered(post(farEnd, LONG));
      assertThat(answer.body()).hasSize(100);
      assertThat(answer.whole()).isFalse();
      answered(post(farEnd, LONG));
      assertThat(farEnd.connections()).as("a little too much is read away").isEqualTo(1);
    }
  }

  @Test
  void hangsUpOnABodyWithoutEnd() throws Exception {
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    FarEnd.Script endless =
        talk -> {
          talk.request();
          talk.say(CHUNKED);
          while (true) {
            talk.say(chunk);
          }
        };
    try (FarEnd farEnd = new FarEnd(endless)) {
      Answered answer = answered(post(farEnd, LONG));

      assertThat(answer.body()).hasSize(100);
      assertThat(answer.whole()).isFalse();
      assertThat(client.kept()).isZero();
    }
  }

  @Test
  void believesNoAnnouncedLength() throws Exception {
    String huge = "HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\nshort";
    FarEnd.Script endsEarly =
        talk -> {
          talk.request();
          talk.say(huge);
        };
    try (FarEnd farEnd = new FarEnd(endsEarly)) {
      Answered answer = answered(post(farEnd, LONG));
      assertThat(answer.bodyText()).isEqualTo("short");
      assertThat(answer.whole()).isFalse();
    }
    try (FarEnd farEnd = FarEnd.answering(huge)) {
      assertThat(answered(post(farEnd, SHORT)).whole()).as("waits in vain").isFalse();
    }
  }

  @Test
  void saysThatUnsoundLengthsAndChunksAreNotWhole() throws Exception {
    String ok = "HTTP/1.1 200 OK\r\n";
    List<String> unsound =
        List.of(
            ok + "Content-Length: -1\r\n\r\nxx",
            ok + "Content-Length: 1x\r\n\r\nxx",
            ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            ok + "Content-Length: 9999999999999999\r\n\r\nxx",
            CHUNKED + "zz\r\nxx\r\n",
            CHUNKED + "\r\n",
            CHUNKED + "1\r\nxxxx\r\n",
            CHUNKED + "fffffffffffff\r\nxxxx\r\n",
            CHUNKED + "1;" + "x".repeat(500));
    for (String answer : unsound) {
      try (FarEnd farEnd = FarEnd.answering(answer)) {
        Answered result = answered(post(farEnd, LONG));
        assertThat(result.whole()).as(answer).isFalse();
        assertThat(client.kept()).isZero();
      }
    }
  }

  @Test
  void readsABodyToTheEndOfTheConnection() throws Exception {
    FarEnd.Script toTheEnd =
        talk -> {
          talk.request();
          talk.say("HTTP/1.1 200 OK\r\n\r\nall of it");
        };
    try (FarEnd farEnd = new FarEnd(toTheEnd)) {
      Answered answer = answered(post(farEnd, LONG));
      assertThat(answer.bodyText()).isEqualTo("all of it");
      assertThat(answer.whole()).isTrue();
    }
  }

  @Test
  void callsBrokenWhatIsNotHttp() throws Exception {
    List<String> strange =
        List.of(
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 99 Low\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA: b\r\n folded: c\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(17_000) + "\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000),
            "x".repeat(20_000));
    for (String answer : strange) {
      try (FarEnd farEnd = FarEnd.answering(answer)) {
        failed(post(farEnd, LONG), Kind.BROKEN);
      }
    }
  }

  @Test
  void givesUpOnASilentServerAtTheDeadline() throws Exception {
    FarEnd.Script silent = FarEnd.Talk::untilClosed;
    try (FarEnd farEnd = new FarEnd(silent)) {
      long start = System.nanoTime();
      failed(post(farEnd, SHORT), Kind.TIMEOUT);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(SHORT, SHORT.plusSeconds(3));
      assertThat(farEnd.connections()).isEqualTo(1);
    }
  }

  @Test
  void givesUpOnAServerThatTricklesItsHead() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    FarEnd.Script trickling =
        talk -> {
          talk.request();
          talk.say("HTTP/1.1 200 OK\r\nX: ");
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            talk.say("x");
          }
        };
    try (FarEnd farEnd = new FarEnd(trickling)) {
      failed(post(farEnd, SHORT), Kind.TIMEOUT);
    }
  }

  @Test
  void givesUpOnAServerThatDoesNotRead() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    FarEnd.Script deaf = _ -> over.await();
    try (FarEnd farEnd = new FarEnd(deaf)) {
      byte[] big = new byte[32 << 20];
      // Long enough for the handshake on a machine that has much else to do.
      var limit = Duration.ofSeconds(5);
      failed(client.exchange(Call.post(farEnd.url("/"), List.of(), big, limit, 1)), Kind.TIMEOUT);
      over.countDown();
    }
  }

  @Test
  void takesTheAnswerOfAServerThatDidNotReadEverything() throws Exception {
    FarEnd.Script tooLarge =
        talk -> {
          talk.say("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
          talk.untilClosed();
        };
    try (FarEnd farEnd = new FarEnd(tooLarge)) {
      byte[] big = new byte[1 << 20];
      Result result = client.exchange(Call.post(farEnd.url("/"), List.of(), big, LONG, 1));
      assertThat(answered(result).status()).isEqualTo(413);
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/secret-path?token=abc";
    Result result = client.exchange(Call.post(url, List.of(), new byte[0], LONG, 1));

    failed(result, Kind.CONNECT);
    assertThat(result.toString()).contains("127.0.0.1").doesNotContain("secret", "abc");
  }

  @Test
  void checksAgainBeforeAKeptConnectionIsUsed() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      answered(post(farEnd, LONG));
      loopback.set(false);

      failed(post(farEnd, LONG), Kind.REFUSED_BY_GUARD);
      assertThat(farEnd.requests()).hasSize(1);
      assertThat(client.kept()).isZero();
    }
  }

  @Test
  void keepsNoMoreIdleConnectionsThanItMay() throws Exception {
    CountDownLatch all = new CountDownLatch(8);
    FarEnd.Script together =
        talk -> {
          while (talk.request()) {
            all.countDown();
            all.await();
            talk.say(FarEnd.OK);
          }
        };
    ClientLimits two = new ClientLimits(LONG, LONG, 2, 100);
    ClientLimits none = new ClientLimits(LONG, LONG, 100, 0);
    try (FarEnd farEnd = new FarEnd(together);
        GuardedClient narrow = client(two);
        GuardedClient keepless = client(none)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(Thread.startVirtualThread(() -> call(narrow, farEnd)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      call(keepless, farEnd);

      assertThat(farEnd.connections()).isEqualTo(9);
      assertThat(narrow.kept()).isEqualTo(2);
      assertThat(keepless.kept()).isZero();
    }
  }

  private static void call(GuardedClient client, FarEnd farEnd) {
    try {
      client.exchange(Call.get(farEnd.url("/"), List.of(), LONG, 10));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closesAConnectionThatWasIdleTooLong() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    FarEnd.Script watching =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
          talk.untilClosed();
          closed.countDown();
        };
    ClientLimits brief = new ClientLimits(LONG, Duration.ofMillis(100), 4, 4);
    try (FarEnd farEnd = new FarEnd(watching);
        GuardedClient forgetful = client(brief)) {
      call(forgetful, farEnd);

      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anInterruptEndsTheCall() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicReference<String> seen = new AtomicReference<>("");
    FarEnd.Script silent =
        talk -> {
          talk.request();
          arrived.countDown();
          talk.untilClosed();
        };
    try (FarEnd farEnd = new FarEnd(silent)) {
      Thread caller =
          Thread.startVirtualThread(() -> {
            try {
              seen.set(post(farEnd, LONG).toString());
            } catch (InterruptedException _) {
              seen.set("interrupted");
            }
          });
      assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      caller.join();
    }
    assertThat(seen.get()).isEqualTo("interrupted");
  }

  @Test
  void endsAllWhenClosed() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      answered(post(farEnd, LONG));
      client.close();
      assertThat(client.kept()).isZero();
      assertThat(post(farEnd, LONG)).isInstanceOf(Failed.class);
    }
  }

  @Test
  void writesItsOwnHeadersItself() {
    for (String name : List.of("Host", "content-length", "Connection", "Transfer-Encoding")) {
      List<Field> fields = List.of(new Field(name, "x"));
      assertThatThrownBy(() -> Call.get("http://x/", fields, LONG, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Field("X", "a\r\nHost: evil"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void survivesAnyAnswer() throws IOException, InterruptedException {
    java.util.Random random = new java.util.Random(11);
    String good = CHUNKED + "5\r\nhello\r\n0\r\n\r\n";
    for (int i = 0; i < 200; i++) {
      StringBuilder noisy = new StringBuilder(good);
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        noisy.setCharAt(random.nextInt(noisy.length()), (char) random.nextInt(256));
      }
      FarEnd.Script script =
          talk -> {
            talk.request();
            talk.say(noisy.toString());
          };
      try (FarEnd farEnd = new FarEnd(script)) {
        assertThat(post(farEnd, LONG)).isNotNull();
      }
    }
  }
}
