package io.carillon.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/// A webhook on a raw socket that answers each request as its script says, until it is mended: then
/// with 204.
final class BadHook implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)");

  private final ServerSocket server;
  private final Script script;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong mendedAnswers = new AtomicLong();
  private volatile boolean mended;

  /// What is answered, and how.
  interface Script {
    /// Returns where the connection is to end; whoever asks may end it first.
    void answer(OutputStream out) throws IOException;
  }

  /// @param factory of plain sockets or of those with TLS
  BadHook(ServerSocketFactory factory, String address, Script script) throws IOException {
    this.script = script;
    server = factory.createServerSocket(0, 50, InetAddress.getByName(address));
    Thread.ofVirtual().start(this::run);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Octets of answers that the network took.
  long written() {
    return written.get();
  }

  void mend() {
    mended = true;
  }

  /// Requests that were answered with 204.
  long mendedAnswers() {
    return mendedAnswers.get();
  }

  private void run() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (!request(socket.getInputStream())) {
        return;
      }
      var out = counting(socket.getOutputStream());
      if (mended) {
        mendedAnswers.incrementAndGet();
        out.write(
            "HTTP/1.1 204 Fine\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        script.answer(out);
      }
      socket.shutdownOutput();
    } catch (IOException _) {
      // Whoever asked has left, or no secure connection came about.
    }
  }

  private OutputStream counting(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int from, int count) throws IOException {
        out.write(octets, from, count);
        out.flush();
        written.addAndGet(count);
      }
    };
  }

  /// Reads one request whole; false where none came.
  private static boolean request(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        return false;
      }
      head.write(octet);
    }
    var length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
    int count = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return in.readNBytes(count).length == count;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
