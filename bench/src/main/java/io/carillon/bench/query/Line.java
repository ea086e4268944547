package io.carillon.bench.query;

import io.carillon.bench.rig.HttpFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection to the server that asks one thing after the other. For one thread.
final class Line implements AutoCloseable {
  private static final int ANSWER_MAX = 1 << 20;
  private static final int LIMIT_MS = 30_000;

  private final int port;
  private final String key;
  private final HttpFrame frame = new HttpFrame(ANSWER_MAX);
  private byte[] bytes = new byte[65_536];
  private @Nullable Socket socket;

  Line(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /// An answer.
  record Answer(int status, String body) {}

  Answer get(String target) throws IOException {
    return ask("GET " + target + " HTTP/1.1\r\n", "");
  }

  Answer post(String target, String body) throws IOException {
    var length = body.getBytes(StandardCharsets.UTF_8).length;
    return ask("POST " + target + " HTTP/1.1\r\nContent-Length: " + length + "\r\n", body);
  }

  /// A connection that broke is opened anew for the next question.
  private Answer ask(String head, String body) throws IOException {
    try {
      var open = socket == null ? connect() : socket;
      var request =
          head + "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + key + "\r\n\r\n" + body;
      open.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(open);
    } catch (IOException broken) {
      close();
      throw broken;
    }
  }

  private Socket connect() throws IOException {
    var fresh = new Socket(InetAddress.getLoopbackAddress(), port);
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(LIMIT_MS);
    socket = fresh;
    return fresh;
  }

  private Answer read(Socket open) throws IOException {
    var in = open.getInputStream();
    var filled = 0;
    while (!frame.read(bytes, 0, filled)) {
      if (filled == bytes.length) {
        bytes = frame.roomier(bytes);
      }
      var count = in.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        throw new IOException("connection closed");
      }
      filled += count;
    }
    var length = frame.bodyTo() - frame.bodyFrom();
    var body = new String(frame.body(), frame.bodyFrom(), length, StandardCharsets.UTF_8);
    if (frame.closes()) {
      close();
    }
    return new Answer(frame.status(), body);
  }

  @Override
  public void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException _) {
        // Closed either way.
      }
      socket = null;
    }
  }
}
