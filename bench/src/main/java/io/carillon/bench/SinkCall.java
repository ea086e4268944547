package io.carillon.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection to the webhook sink: all requests that have come are answered with one write.
final class SinkCall implements Runnable {
  private static final int BODY_MAX = 65_536;
  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] DELIVERED = ascii("delivered");

  private final Socket socket;
  private final Sink sink;
  private final Tally tally;
  private final HttpFrame frame = new HttpFrame(BODY_MAX);

  SinkCall(Socket socket, Sink sink, Tally tally) throws IOException {
    this.socket = socket;
    this.sink = sink;
    this.tally = tally;
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  @Override
  public void run() {
    try (socket) {
      talk(socket.getInputStream());
    } catch (IOException gone) {
      // A caller that leaves is nothing to tell.
    } finally {
      sink.forget(this);
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }

  private void talk(InputStream in) throws IOException {
    var answers = new ByteArrayOutputStream();
    var bytes = new byte[16_384];
    var filled = 0;
    var continued = false;
    while (true) {
      var count = in.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        return;
      }
      filled += count;
      var read = 0;
      while (read < filled && next(bytes, read, filled)) {
        tally.post(
            Recipients.sequenceIn(frame.body, frame.bodyFrom, frame.bodyTo), saysDelivered());
        answers.writeBytes(OK);
        read = frame.next;
        continued = false;
        if (frame.closes) {
          answers.writeTo(socket.getOutputStream());
          return;
        }
      }
      if (read < filled && frame.awaitsContinue && !continued) {
        answers.writeBytes(CONTINUE);
        continued = true;
      }
      if (answers.size() > 0) {
        answers.writeTo(socket.getOutputStream());
        answers.reset();
      }
      System.arraycopy(bytes, read, bytes, 0, filled - read);
      filled -= read;
      if (filled == bytes.length) {
        bytes = frame.roomier(bytes);
      }
    }
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

  private static boolean inWord(byte value) {
    return value == '_' || Character.isLetter(value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
