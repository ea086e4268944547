package io.carillon.bench.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HttpFrameTest {
  private final HttpFrame frame = new HttpFrame(1_000);

  @Test
  void anAnswerHasStatusAndBody() throws IOException {
    assertThat(reads("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok")).isTrue();

    assertThat(frame.status()).isEqualTo(202);
    assertThat(body()).isEqualTo("ok");
    assertThat(frame.closes()).isFalse();
  }

  @Test
  void aRequestHasNoStatus() throws IOException {
    assertThat(reads("POST /hook HTTP/1.1\r\ncontent-length:3\r\nconnection: Close\r\n\r\nabc"))
        .isTrue();

    assertThat(frame.status()).isZero();
    assertThat(body()).isEqualTo("abc");
    assertThat(frame.closes()).isTrue();
  }

  @Test
  void aRequestHasATarget() throws IOException {
    var text = "GET /dlr-1?to=+1415 HTTP/1.1\r\nHost: x\r\n\r\n";

    assertThat(reads(text)).isTrue();

    assertThat(text.substring(frame.targetFrom(), frame.targetTo())).isEqualTo("/dlr-1?to=+1415");
    assertThat(frame.bodyTo()).isEqualTo(frame.bodyFrom());
  }

  @Test
  void aRefusalSaysWhenToRetryOrNot() throws IOException {
    assertThat(reads("HTTP/1.1 429 Slow\r\nretry-After: 1\r\nContent-Length: 0\r\n\r\n")).isTrue();
    assertThat(frame.saysWhenToRetry()).isTrue();

    assertThat(reads("HTTP/1.1 429 Slow\r\nRetry-After:\r\nContent-Length: 0\r\n\r\n")).isTrue();
    assertThat(frame.saysWhenToRetry()).isFalse();
  }

  @Test
  void chunksArePutTogether() throws IOException {
    var text =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n"
            + "0\r\n\r\nPOST";

    assertThat(reads(text)).isTrue();

    assertThat(body()).isEqualTo("abc0123456789");
    assertThat(text.substring(frame.next())).isEqualTo("POST");
  }

  @Test
  void messagesFollowEachOther() throws IOException {
    var one = "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n";
    var bytes = (one + "a" + one + "b").getBytes(ISO_8859_1);

    assertThat(frame.read(bytes, 0, bytes.length)).isTrue();
    assertThat(body()).isEqualTo("a");
    assertThat(frame.read(bytes, frame.next(), bytes.length)).isTrue();
    assertThat(body()).isEqualTo("b");
    assertThat(frame.next()).isEqualTo(bytes.length);
  }

  @Test
  void anUnfinishedMessageIsWaitedFor() throws IOException {
    for (var text :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        }) {
      for (var length = 0; length < text.length(); length++) {
        assertThat(reads(text.substring(0, length))).as("%d bytes", length).isFalse();
      }
      assertThat(reads(text)).isTrue();
      assertThat(body()).isEqualTo("hello");
    }
  }

  @Test
  void theWishToContinueIsKnownWithTheHead() throws IOException {
    var head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n";

    assertThat(reads(head)).isFalse();
    assertThat(frame.awaitsContinue()).isFalse();
    assertThat(reads(head + "\r\n")).isFalse();
    assertThat(frame.awaitsContinue()).isTrue();
  }

  @Test
  void whatIsTooLongOrNoHttpIsRefused() {
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n");
    assertRefused("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n");
    assertRefused("HTTP/1.1 abc OK\r\n\r\n");
    assertRefused("hello\r\n\r\n");
    assertRefused("x".repeat(20_000));
  }

  @Test
  void randomBytesNeitherHangNorBreak() {
    var random = new Random(7);
    for (var i = 0; i < 5_000; i++) {
      var bytes =
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
              .getBytes(ISO_8859_1);
      for (var change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        if (frame.read(bytes, 0, bytes.length)) {
          assertThat(frame.next()).isBetween(1, bytes.length);
          assertThat(frame.bodyTo()).isGreaterThanOrEqualTo(frame.bodyFrom());
        }
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("\0");
      }
    }
  }

  private boolean reads(String text) throws IOException {
    var bytes = text.getBytes(ISO_8859_1);
    return frame.read(bytes, 0, bytes.length);
  }

  private void assertRefused(String text) {
    assertThatThrownBy(() -> reads(text)).isInstanceOf(IOException.class);
  }

  private String body() {
    return new String(
        frame.body(), frame.bodyFrom(), frame.bodyTo() - frame.bodyFrom(), ISO_8859_1);
  }
}
