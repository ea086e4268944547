package io.carillon.wire.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads one answer off a link (RFC 9112 sections 4 to 7), within limits.
final class AnswerReader {
  /// Bytes of all heads of one answer, interim ones (1xx) and trailers included.
  static final int HEAD_MAX = 16 * 1024;

  /// Bytes beyond those asked for that are read and dropped to keep the connection.
  static final int DROPPED_MAX = 64 * 1024;

  private static final long CHUNK_LINE_MAX = 256;

  /// What came is not HTTP/1.1, or too much of it. The message may be shown.
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  private final Link link;
  private final Sink sink;
  private byte[] line = new byte[256];
  private int headLeft = HEAD_MAX;
  private boolean reusable = true;

  AnswerReader(Link link, int bodyMax) {
    this.link = link;
    sink = new Sink(bodyMax);
  }

  /// Reads the answer. What goes wrong after its head only makes it not whole.
  ///
  /// @throws IOException if no head came, or not one that can be read
  Result.Answered read() throws IOException {
    int status = status();
    List<Field> fields = fields();
    while (status < 200) {
      if (status == 101) {
        throw new Unreadable("the server switches protocols");
      }
      status = status();
      fields = fields();
    }
    boolean whole;
    try {
      whole = body(status, fields);
    } catch (IOException _) {
      whole = false;
    }
    reusable &= whole && !hasToken(fields, "Connection", "close") && !link.leftOver();
    return new Result.Answered(status, fields, sink.bytes(), whole && sink.dropped() == 0);
  }

  /// Whether the link can carry another call after this answer.
  boolean reusable() {
    return reusable;
  }

  private int status() throws IOException {
    String status = line();
    boolean http = status.length() >= 12 && status.startsWith("HTTP/1.") && status.charAt(8) == ' ';
    if (!http || (status.length() > 12 && status.charAt(12) != ' ')) {
      throw new Unreadable("the answer is not HTTP/1.1");
    }
    int code = 0;
    for (int i = 9; i < 12; i++) {
      int digit = status.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new Unreadable("the answer is not HTTP/1.1");
      }
      code = code * 10 + digit;
    }
    if (code < 100 || code > 599) {
      throw new Unreadable("the answer has no known status");
    }
    reusable &= status.charAt(7) != '0';
    return code;
  }

  private List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>(16);
    for (String one = line(); !one.isEmpty(); one = line()) {
      int colon = one.indexOf(':');
      try {
        fields.add(
            new Field(one.substring(0, Math.max(colon, 0)), one.substring(colon + 1).trim()));
      } catch (IllegalArgumentException _) {
        throw new Unreadable("the answer has an unsound header");
      }
    }
    return fields;
  }

  /// One line of a head, without its end.
  private String line() throws IOException {
    int length = 0;
    while (true) {
      int b = link.read();
      if (b < 0) {
        throw new Unreadable("the connection ended before the answer's head did");
      }
      if (--headLeft < 0) {
        throw new Unreadable("the answer's head is over " + HEAD_MAX + " bytes");
      }
      if (b == '\n') {
        int visible = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, visible, StandardCharsets.ISO_8859_1);
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) b;
    }
  }

  /// Whether the body came to its end.
  private boolean body(int status, List<Field> fields) throws IOException {
    if (status == 204 || status == 304) {
      return true;
    }
    List<String> codings = values(fields, "Transfer-Encoding");
    List<String> lengths = values(fields, "Content-Length");
    if (!codings.isEmpty()) {
      reusable &= lengths.isEmpty();
      String last = codings.getLast().toLowerCase(Locale.ROOT);
      return last.endsWith("chunked") ? chunks() : rest();
    }
    if (lengths.isEmpty()) {
      return rest();
    }
    return counted(length(lengths));
  }

  private static long length(List<String> lengths) throws IOException {
    String first = lengths.getFirst();
    boolean digits = !first.isEmpty() && first.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || first.length() > 15 || lengths.stream().anyMatch(one -> !one.equals(first))) {
      throw new Unreadable("the answer's length is unsound");
    }
    return Long.parseLong(first);
  }

  /// Whether that many bytes came, or are not worth waiting for.
  private boolean counted(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int ready = link.ready();
      if (ready == 0) {
        return false;
      }
      int count = (int) Math.min(ready, left);
      link.take(count, sink);
      left -= count;
      if (left > 0 && tooMuch()) {
        return false;
      }
    }
    return true;
  }

  private boolean rest() throws IOException {
    reusable = false;
    for (int ready = link.ready(); ready > 0; ready = link.ready()) {
      link.take(ready, sink);
      if (tooMuch()) {
        return false;
      }
    }
    return true;
  }

  private boolean chunks() throws IOException {
    while (true) {
      long size = chunkSize();
      if (size == 0) {
        fields();
        return true;
      }
      if (!counted(size) || tooMuch()) {
        return false;
      }
      if (link.read() != '\r' || link.read() != '\n') {
        throw new Unreadable("a chunk does not end where it says");
      }
    }
  }

  private long chunkSize() throws IOException {
    long size = 0;
    int digits = 0;
    boolean ended = false;
    for (int i = 0; i < CHUNK_LINE_MAX; i++) {
      int b = link.read();
      if (b == '\n' && digits > 0) {
        return size;
      }
      int digit = Character.digit((char) b, 16);
      if (!ended && digit >= 0 && digits < 12) {
        size = size * 16 + digit;
        digits++;
      } else if (digits > 0 && (b == ';' || b == '\r' || b == ' ' || ended) && b >= 0) {
        ended = true;
      } else {
        break;
      }
    }
    throw new Unreadable("a chunk has no size");
  }

  private boolean tooMuch() {
    return sink.dropped() > DROPPED_MAX;
  }

  private static List<String> values(List<Field> fields, String name) {
    List<String> values = new ArrayList<>(1);
    for (Field field : fields) {
      if (field.named(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  private static boolean hasToken(List<Field> fields, String name, String word) {
    for (String value : values(fields, name)) {
      for (String one : value.split(",", -1)) {
        if (one.trim().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
