package io.carillon.bench.load;

import io.carillon.bench.rig.HttpFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One connection of the load: it has at most one request on the way.
final class Caller {
  private static final int BODY_MAX = 1 << 20;

  private final StrandRun strand;
  private final Answers answers;
  private ByteBuffer out = ByteBuffer.allocate(0);
  private final HttpFrame frame = new HttpFrame(BODY_MAX);
  private ByteBuffer in = ByteBuffer.allocate(4_096);
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;

  /// When the request on the way was sent; 0 when none is.
  private long sentAt;

  private int first;
  private int messages;

  /// Not before this time may it send again.
  long pausedUntil;

  Caller(StrandRun strand, Answers answers) {
    this.strand = strand;
    this.answers = answers;
  }

  StrandRun strand() {
    return strand;
  }

  boolean isWaiting() {
    return sentAt != 0;
  }

  /// Whether the answer is later than `limit` microseconds.
  boolean isLate(long now, long limit) {
    return sentAt != 0 && now - sentAt > limit;
  }

  boolean isConnected() {
    return channel != null;
  }

  /// Opens the connection; the loopback answers at once or not at all.
  void connect(InetSocketAddress server, Selector selector) throws IOException {
    var fresh = SocketChannel.open();
    try {
      fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
      fresh.connect(server);
      fresh.configureBlocking(false);
      key = fresh.register(selector, SelectionKey.OP_READ, this);
      channel = fresh;
      in.clear();
    } catch (IOException refused) {
      fresh.close();
      throw refused;
    }
  }

  /// Sends the request of the messages from `sequence` on, which was due at `due`.
  void send(Template template, int sequence, long due, long now) throws IOException {
    first = sequence;
    messages = template.messages();
    sentAt = now;
    answers.sent(first, messages, due);
    if (out.capacity() < template.length()) {
      out = ByteBuffer.allocate(template.length());
    }
    template.write(first, out.array());
    out.clear().limit(template.length());
    write();
  }

  /// Writes what is left of the request.
  void write() throws IOException {
    if (channel == null || key == null) {
      return;
    }
    channel.write(out);
    var wanted =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /// Takes what has come. Whether the answer is complete and noted; then the caller is free, and
  /// paused for `pause` microseconds when the server refused.
  boolean read(long now, long pause) throws IOException {
    if (channel == null) {
      return false;
    }
    var count = channel.read(in);
    if (count < 0) {
      throw new IOException("connection closed");
    }
    if (sentAt == 0) {
      throw new IOException("an answer without a request");
    }
    if (!frame.read(in.array(), 0, in.position())) {
      if (!in.hasRemaining()) {
        in = ByteBuffer.wrap(frame.roomier(in.array())).position(in.capacity());
      }
      return false;
    }
    if (answers.answered(frame, first, messages, now)) {
      pausedUntil = now + pause;
    }
    sentAt = 0;
    in.clear();
    if (frame.closes()) {
      close();
    }
    return true;
  }

  /// Gives the connection up; a request on the way has failed for this reason.
  void drop(String reason) {
    if (sentAt != 0) {
      answers.failed(reason, messages);
      sentAt = 0;
    }
    close();
  }

  void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException _) {
        // Closed either way.
      }
    }
    channel = null;
    key = null;
  }
}
