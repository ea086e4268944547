package io.carillon.app.clients;

import com.sun.net.httpserver.HttpServer;
import io.carillon.wire.http.Parameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A developer's endpoint that takes forms.
final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final LinkedBlockingQueue<Post> posts = new LinkedBlockingQueue<>();

  /// One form that came in.
  record Post(Map<String, String> fields, String signature) {}

  Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var form = Parameters.form(exchange.getRequestBody().readAllBytes()).orElseThrow();
          var fields = new HashMap<String, String>();
          form.names().forEach(name -> fields.put(name, form.first(name).orElse("")));
          var signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
          posts.add(new Post(fields, String.valueOf(signature)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// The next form, within 30 s.
  Post next() throws InterruptedException {
    var post = posts.poll(30, TimeUnit.SECONDS);
    if (post == null) {
      throw new AssertionError("no callback came");
    }
    return post;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
