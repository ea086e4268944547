package io.carillon.app.openapi;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands for every address in the examples: takes whatever is posted, and remembers it.
final class Ear implements AutoCloseable {
  private static final int HEARD_MAX = 10_000;

  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>(HEARD_MAX);
  private final HttpServer server;

  /// What came, at which address.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
  record Heard(String path, List<String> signed, String type, byte[] body) {}

  Ear() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          var type = exchange.getRequestHeaders().getFirst("Content-Type");
          var names = List.copyOf(exchange.getRequestHeaders().keySet());
          var path = exchange.getRequestURI().getPath();
          heard.offer(
              new Heard(path, names, type == null ? "" : type.replaceFirst(";.*", ""), body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The next that comes within the time given, else null.
  @Nullable Heard next(long millis) throws InterruptedException {
    return heard.poll(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
