package io.carillon.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A developer's webhook endpoint on a socket of its own.
final class Listener implements AutoCloseable {
  private final HttpServer server;
  private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final List<Call> all = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /// One POST that came in.
  ///
  /// @param fields the first value of each header, names in lower case
  record Call(String path, Map<String, String> fields, String body) {
    /// The signature of PantheonCloud's dialect; empty where there is none.
    String signature() {
      return field("x-pantheoncloud-signature");
    }

    /// The header of that name; empty where there is none.
    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  Listener() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var fields = new HashMap<String, String>();
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) -> fields.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
          boolean refuses = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
          if (!refuses) {
            var call = new Call(exchange.getRequestURI().getPath(), Map.copyOf(fields), body);
            all.add(call);
            calls.add(call);
          }
          var answer = answers.get(exchange.getRequestURI().getPath());
          if (refuses || answer == null) {
            exchange.sendResponseHeaders(refuses ? 500 : 200, -1);
          } else {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(200, answer.body().length);
            write(exchange.getResponseBody(), answer.body());
          }
          exchange.close();
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// Whoever asks may leave before all of it is written.
  private static void write(OutputStream out, byte[] body) {
    try {
      out.write(body);
    } catch (IOException _) {
      // They have read enough.
    }
  }

  /// What a path answers from now on; 200 without a body before.
  void answer(String path, String type, String body) {
    answers.put(path, new Answer(type, body));
  }

  private record Answer(String type, String text) {
    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// The next `count` requests are answered 500.
  void refuse(int count) {
    refusals.set(count);
  }

  /// The next call that was answered 200, within 30 s.
  Call next() throws InterruptedException {
    var call = calls.poll(30, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no webhook came");
    }
    return call;
  }

  /// All calls that were answered 200 so far.
  List<Call> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
