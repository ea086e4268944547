package io.carillon.bench.far;

import io.carillon.bench.mark.Micros;
import io.carillon.bench.mark.Recipients;
import io.carillon.bench.rig.HttpFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;

/// One connection to a webhook sink: all requests that have come are answered with one write, at
/// once or after the sink's delay. A caller that does not read its answers is not read on either.
final class SinkCall {
  private static final int BODY_MAX = 65_536;
  private static final int ANSWERS_MAX = 16_384;
  private static final int LATE_MAX = 1_000;
  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

  private final SocketChannel channel;
  private final Tally tally;
  private final Duration delay;
  private final HttpFrame frame = new HttpFrame(BODY_MAX);
  private final ByteBuffer answers = ByteBuffer.allocate(ANSWERS_MAX);
  private final ArrayDeque<Long> late = new ArrayDeque<>();
  private ByteBuffer in = ByteBuffer.allocate(8_192);
  private boolean continued;
  private boolean closing;

  SinkCall(SocketChannel channel, Tally tally, Duration delay) {
    this.channel = channel;
    this.tally = tally;
    this.delay = delay;
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
        write();
      } while (more && answers.position() == 0);
      settle(key);
    } catch (IOException gone) {
      close();
    }
  }

  /// Sends the answers that have been held back long enough.
  void tick(SelectionKey key, long now) {
    try {
      while (!late.isEmpty() && late.peek() <= now && answers.remaining() >= OK.length) {
        answers.put(OK);
        late.remove();
      }
      if (answers.position() > 0) {
        write();
        settle(key);
      }
    } catch (IOException gone) {
      close();
    }
  }

  private void write() throws IOException {
    answers.flip();
    channel.write(answers);
    answers.compact();
  }

  private void settle(SelectionKey key) throws IOException {
    var waits = answers.position() > 0;
    if (closing && !waits && late.isEmpty()) {
      channel.close();
      return;
    }
    var wanted = waits ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /// Answers the whole requests that have come, as many as there is room for. Whether there may be
  /// more of them.
  private boolean take() throws IOException {
    var bytes = in.array();
    var filled = in.position();
    var read = 0;
    while (read < filled && hasRoom() && next(bytes, read, filled)) {
      note(bytes);
      answer();
      read = frame.next();
      continued = false;
      closing |= frame.closes();
    }
    var full = !hasRoom();
    if (!full && read < filled && frame.awaitsContinue() && !continued) {
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

  private boolean hasRoom() {
    return answers.remaining() >= OK.length && late.size() < LATE_MAX;
  }

  private void answer() {
    if (delay.isZero()) {
      answers.put(OK);
    } else if (!delay.equals(Sink.NEVER)) {
      late.add(Micros.now() + delay.toNanos() / 1_000);
    }
  }

  /// A webhook says it in its body; one by GET in its target.
  private void note(byte[] bytes) {
    var answered = !delay.equals(Sink.NEVER);
    if (frame.bodyTo() > frame.bodyFrom()) {
      var body = frame.body();
      tally.post(
          Recipients.sequenceIn(body, frame.bodyFrom(), frame.bodyTo()),
          Webhooks.sayDelivered(body, frame.bodyFrom(), frame.bodyTo()),
          answered);
    } else {
      tally.post(
          Recipients.sequenceIn(bytes, frame.targetFrom(), frame.targetTo()),
          Webhooks.sayDelivered(bytes, frame.targetFrom(), frame.targetTo()),
          answered);
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

  private void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
