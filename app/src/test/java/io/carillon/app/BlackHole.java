package io.carillon.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
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
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket caller) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try (caller;
        var in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
      for (var body = request(in); body != null; body = request(in)) {
        back.await();
        bodies.add(body);
        caller.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException _) {
      // the caller has hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
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
