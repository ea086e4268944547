package io.carillon.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A webhook endpoint that takes connections and requests, and answers none until it comes back.
final class BlackHole implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final CountDownLatch back = new CountDownLatch(1);
  private final AtomicInteger mostOpen = new AtomicInteger();

  /// Connections whose callers have not hung up; the lock of all that is read of those that wait.
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();
  private final Set<String> bodies = ConcurrentHashMap.newKeySet();

  BlackHole() throws IOException {
    Thread.ofVirtual().start(this::listen);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/hole";
  }

  /// How many connections there were at the same time, at most.
  int mostOpen() {
    return mostOpen.get();
  }

  /// The bodies that it has answered, each once.
  Set<String> answered() {
    return Set.copyOf(bodies);
  }

  /// From now on it answers, those that wait too.
  void comeBack() {
    back.countDown();
  }

  private void listen() {
    try {
      while (true) {
        var caller = socket.accept();
        synchronized (open) {
          open.removeIf(this::hasHungUp);
          open.add(caller);
          mostOpen.accumulateAndGet(open.size(), Math::max);
        }
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// Whether one that waits for its answer has given up: whoever calls again closes first.
  private boolean hasHungUp(Socket caller) {
    if (!waiting.contains(caller)) {
      return false;
    }
    try {
      caller.setSoTimeout(1);
      return caller.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private void serve(Socket caller) {
    try (caller;
        var in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
      for (var body = request(in); body != null; body = request(in)) {
        waiting.add(caller);
        back.await();
        synchronized (open) {
          waiting.remove(caller);
          caller.setSoTimeout(0);
        }
        bodies.add(body);
        caller.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException _) {
      // the caller has hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  /// The body of the next request, which is ASCII; null at the end.
  private static @Nullable String request(BufferedReader in) throws IOException {
    int length = 0;
    for (var line = in.readLine(); ; line = in.readLine()) {
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        break;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    var body = new char[length];
    for (int at = 0; at < length; ) {
      int got = in.read(body, at, length - at);
      if (got < 0) {
        return null;
      }
      at += got;
    }
    return new String(body);
  }

  @Override
  public void close() {
    back.countDown();
    try {
      socket.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
