package io.carillon.app.openapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A connection to the server that sends any octets, sound HTTP or not, and reads what comes back.
final class Line implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private @Nullable Socket socket;
  private @Nullable BufferedInputStream in;

  Line(int port) {
    this.port = port;
  }

  /// What came back; `fields` by name in lower case, the last of each.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
  record Answer(int status, Map<String, String> fields, byte[] body) {
    String field(String name) {
      return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// The type without its parameters.
    String type() {
      return field("content-type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// Sends a request and reads its answer. A connection that the server had closed before is opened
  /// again, once; what is not answered in time is never sent again, since it may have been done.
  Answer send(Draft draft) throws IOException {
    var octets = draft.octets();
    boolean used = socket != null;
    try {
      return exchange(octets, draft.method().equals("HEAD"));
    } catch (IOException e) {
      close();
      if (!used || e instanceof SocketTimeoutException) {
        throw e;
      }
      return exchange(octets, draft.method().equals("HEAD"));
    }
  }

  private Answer exchange(byte[] octets, boolean bodiless) throws IOException {
    var open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout((int) PATIENCE.toMillis());
      socket = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    open.getOutputStream().write(octets);
    var answer = read(bodiless);
    if (answer.field("connection").equalsIgnoreCase("close")) {
      close();
    }
    return answer;
  }

  private Answer read(boolean bodiless) throws IOException {
    var first = line();
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException("no answer: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    var fields = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read(bodiless);
    }
    byte[] body = {};
    if (!bodiless && status != 204 && status != 304) {
      body =
          fields.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
              ? chunks()
              : octets(Integer.parseInt(fields.getOrDefault("content-length", "0")));
    }
    return new Answer(status, fields, body);
  }

  private byte[] chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
      all.writeBytes(octets(length));
      line();
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }

  private byte[] octets(int count) throws IOException {
    var octets = stream().readNBytes(count);
    if (octets.length < count) {
      throw new EOFException("the server closed in the middle of an answer");
    }
    return octets;
  }

  private String line() throws IOException {
    var text = new ByteArrayOutputStream();
    for (int octet = stream().read(); octet != '\n'; octet = stream().read()) {
      if (octet < 0) {
        throw new EOFException("the server closed");
      }
      text.write(octet);
    }
    return text.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private BufferedInputStream stream() throws IOException {
    if (in == null) {
      throw new IOException("not open");
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    socket = null;
    in = null;
  }
}
