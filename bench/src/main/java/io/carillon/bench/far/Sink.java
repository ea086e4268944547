package io.carillon.bench.far;

import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A webhook sink: an HTTP/1.1 server on the loopback that answers 200 to everything and notes
/// which message was called delivered, and when. One thread serves all connections: it must cost
/// the measured machine as little as can be.
final class Sink implements AutoCloseable {
  /// The delay of a sink that never answers.
  static final Duration NEVER = Duration.ofDays(1);

  private static final int CONNECTIONS_MAX = 1_024;
  private static final long TICK_MS = 50;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final Tally tally;
  private final Duration delay;
  private final int port;

  /// Listens on a free port from now on.
  ///
  /// @param delay before each answer
  Sink(Tally tally, Duration delay) throws IOException {
    this(tally, delay, 0);
  }

  /// The same on a port of one's own; 0: a free one.
  Sink(Tally tally, Duration delay, int port) throws IOException {
    this.tally = tally;
    this.delay = delay;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECTIONS_MAX);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    this.port = server.socket().getLocalPort();
    Thread.ofPlatform().name("sink").daemon().start(this::serve);
  }

  int port() {
    return port;
  }

  /// Ends all connections; the serving thread sees the closed selector and ends too.
  @Override
  public void close() throws IOException {
    server.close();
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        if (delay.isZero()) {
          selector.select(this::ready);
        } else {
          selector.select(this::ready, TICK_MS);
          answerLate();
        }
      }
    } catch (IOException | ClosedSelectorException | CancelledKeyException _) {
      // Closed; or without its selector it can serve nobody; the missing webhooks will tell.
    }
  }

  private void answerLate() {
    var now = Micros.now();
    for (var key : selector.keys()) {
      if (key.isValid() && key.attachment() instanceof SinkCall call) {
        call.tick(key, now);
      }
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof SinkCall call) {
      call.ready(key);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      var channel = server.accept();
      if (channel != null) {
        start(channel);
      }
    } catch (IOException _) {
      // Closed, or a caller that left at once.
    }
  }

  private void start(SocketChannel channel) throws IOException {
    if (selector.keys().size() > CONNECTIONS_MAX) {
      channel.close();
      return;
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new SinkCall(channel, tally, delay));
  }
}
