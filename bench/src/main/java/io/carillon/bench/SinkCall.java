package io.carillon.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection to the webhook sink: all requests that have come are answered with one write. A
/// caller that does not read its answers is not read on either.
final class SinkCall {
  private static final int BODY_MAX = 65_536;
  private static final int ANSWERS_MAX = 16_384;
  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] DELIVERED = ascii("delivered");

  private final SocketChannel channel;
  private final Tally tally;
  private final HttpFrame frame = new HttpFrame(BODY_MAX);
  private final ByteBuffer answers = ByteBuffer.allocate(ANSWERS_MAX);
  private ByteBuffer in = ByteBuffer.allocate(8_192);
  private boolean continued;
  private boolean closing;

  SinkCall(SocketChannel channel, Tally tally) {
    this.channel = channel;
    this.tally = tally;
  }

  /// Does what the socket is ready for.
  void ready(SelectionKey key) {
    try {
      if (key.isReadable() && channel.read(in) < 0) {
        channel.close();
        return;
      }
      boolean more;
      do {
        more = take();
        answers.flip();
        channel.write(answers);
        answers.compact();
      } while (more && answers.position() == 0);
      var waits = answers.position() > 0;
      if (closing && !waits) {
        channel.close();
        return;
      }
      var wanted = waits ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    } catch (IOException gone) {
      close();
    }
  }

  /// Answers the whole requests that have come, as many as there is room for. Whether there may be
  /// more of them.
  private boolean take() throws IOException {
    var bytes = in.array();
    var filled = in.position();
    var read = 0;
    while (read < filled && answers.remaining() >= OK.length && next(bytes, read, filled)) {
      tally.post(Recipients.sequenceIn(frame.body, frame.bodyFrom, frame.bodyTo), saysDelivered());
      answers.put(OK);
      read = frame.next;
      continued = false;
      closing |= frame.closes;
    }
    var full = answers.remaining() < OK.length;
    if (!full && read < filled && frame.awaitsContinue && !continued) {
      answers.put(CONTINUE);
      continued = true;
    }
    in.flip().position(read);
    in.compact();
    if (!full && !in.hasRemaining()) {
      in = ByteBuffer.wrap(frame.roomier(bytes)).position(in.position());
    }
    return full;
  }

  private boolean next(byte[] bytes, int from, int to) throws IOException {
    try {
      return frame.read(bytes, from, to);
    } catch (IOException notHttp) {
      tally.brokenPeers.increment();
      throw notHttp;
    }
  }

  /// Whether the body says `delivered` as a word of its own: not `undelivered`, `delivered_at`.
  private boolean saysDelivered() {
    var body = frame.body;
    var last = frame.bodyTo - DELIVERED.length;
    for (var i = frame.bodyFrom; i <= last; i++) {
      if (body[i] == 'd'
          && Arrays.equals(body, i, i + DELIVERED.length, DELIVERED, 0, DELIVERED.length)
          && (i == frame.bodyFrom || !inWord(body[i - 1]))
          && (i == last || !inWord(body[i + DELIVERED.length]))) {
        return true;
      }
    }
    return false;
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }

  private static boolean inWord(byte value) {
    return value == '_' || Character.isLetter(value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
