package io.carillon.wire.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A socket that says exactly what it is told to, and reads replies by the letter.
final class RawClient implements AutoCloseable {
  /// One reply; header names are in lower case.
  record Answer(int status, Map<String, String> headers, String body) {}

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// Speaks on a socket that is connected.
  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(30_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// A request with a Host header; `more` is further header lines, each ended.
  RawClient request(String method, String target, String more, String body) throws IOException {
    return send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n" + body);
  }

  RawClient get(String target) throws IOException {
    return request("GET", target, "", "");
  }

  RawClient post(String target, String body) throws IOException {
    return request("POST", target, "Content-Length: " + body.length() + "\r\n", body);
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  /// @param withBody false for the answer to HEAD
  Answer answer(boolean withBody) throws IOException {
    String[] first = line().split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(withBody ? length : 0);
    return new Answer(
        Integer.parseInt(first[1]), headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the server closed");
      }
      if (b == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(b);
    }
  }

  /// Whether the server has closed, or closes within the time limit, without another byte.
  boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException _) {
      return true;
    }
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
