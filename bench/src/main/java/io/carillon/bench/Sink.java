package io.carillon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The webhook sink: an HTTP/1.1 server on the loopback that answers 200 to everything and notes
/// which message was called delivered, and when.
final class Sink implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 1_024;

  private final ServerSocket server;
  private final Tally tally;
  private final Set<SinkCall> calls = ConcurrentHashMap.newKeySet();

  /// Listens on a free port from now on.
  Sink(Tally tally) throws IOException {
    this.tally = tally;
    this.server = new ServerSocket(0, CONNECTIONS_MAX, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("sink-accept").daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    calls.forEach(SinkCall::close);
  }

  void forget(SinkCall call) {
    calls.remove(call);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        start(server.accept());
      } catch (IOException _) {
        // Closed, or a caller that left at once.
      }
    }
  }

  private void start(Socket socket) throws IOException {
    if (calls.size() >= CONNECTIONS_MAX) {
      socket.close();
      return;
    }
    var call = new SinkCall(socket, this, tally);
    calls.add(call);
    Thread.ofPlatform().name("sink-read").daemon().start(call);
  }
}
