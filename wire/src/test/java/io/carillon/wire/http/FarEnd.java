package io.carillon.wire.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server that says exactly what a test wants, one script for all its connections.
final class FarEnd implements AutoCloseable {
  /// What one connection does; it is closed when this returns.
  interface Script {
    void run(Talk talk) throws IOException, InterruptedException;
  }

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final ServerSocket server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  FarEnd(Script script) throws IOException {
    this(ServerSocketFactory.getDefault(), script);
  }

  FarEnd(ServerSocketFactory factory, Script script) throws IOException {
    server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> accept(script));
  }

  /// One that answers each request of each connection in the same way.
  static FarEnd answering(String answer) throws IOException {
    return new FarEnd(talk -> {
      while (talk.request()) {
        talk.say(answer);
      }
    });
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(socket, number, script));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket socket, int number, Script script) {
    try (socket) {
      script.run(new Talk(socket, number));
    } catch (IOException | InterruptedException _) {
      // The client has gone, or the test is over.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  int connections() {
    return connections.get();
  }

  /// Each request as it came, head and body.
  Queue<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /// One connection, from the server's side.
  final class Talk {
    private final InputStream in;
    private final OutputStream out;
    private final int number;

    Talk(Socket socket, int number) throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      this.number = number;
    }

    /// Which connection of the server this is, from 1.
    int number() {
      return number;
    }

    /// Reads a request; false at the end of the connection.
    boolean request() throws IOException {
      StringBuilder request = new StringBuilder();
      int length = 0;
      for (String line = line(); line != null; line = line()) {
        request.append(line).append('\n');
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
        if (line.isEmpty()) {
          request.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
          requests.add(request.toString());
          return true;
        }
      }
      return false;
    }

    private @org.jspecify.annotations.Nullable String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
        line.write(b);
      }
      return null;
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /// Waits until the client closes.
    void untilClosed() throws IOException {
      while (in.read() >= 0) {
        // What it still says does not matter.
      }
    }
  }
}
