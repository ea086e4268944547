package io.carillon.bench.rig;

import java.io.IOException;
import java.util.Arrays;

/// Finds one HTTP/1.1 message, request or answer, in bytes as they come from a socket.
///
/// Reads only what framing needs (length, chunks, keep-alive), the status, the target and whether
/// there is a `Retry-After`. One is used again and again for a connection; it tells about the last
/// message found.
public final class HttpFrame {
  public static final int HEAD_MAX = 16_384;

  private final int bodyMax;

  private int next;
  private byte[] body = new byte[0];
  private int bodyFrom;
  private int bodyTo;
  private int targetFrom;
  private int targetTo;
  private int status;
  private boolean closes;
  private boolean awaitsContinue;
  private boolean saysWhenToRetry;

  private byte[] joined = new byte[0];
  private int length;
  private boolean chunked;

  /// Reads messages of this length at most.
  ///
  /// @param bodyMax the longest body that is taken, in octets
  public HttpFrame(int bodyMax) {
    this.bodyMax = bodyMax;
  }

  /// Where the next message begins.
  public int next() {
    return next;
  }

  /// The bytes with the body in `[bodyFrom, bodyTo)`. Chunks are put together.
  public byte[] body() {
    return body;
  }

  public int bodyFrom() {
    return bodyFrom;
  }

  public int bodyTo() {
    return bodyTo;
  }

  /// Where a request's target stands in the bytes read: `[targetFrom, targetTo)`.
  public int targetFrom() {
    return targetFrom;
  }

  public int targetTo() {
    return targetTo;
  }

  /// The answer's status; 0 for a request.
  public int status() {
    return status;
  }

  /// Whether the other side closes the connection after this message.
  public boolean closes() {
    return closes;
  }

  /// Whether the sender of this request waits for `100 Continue`; known as soon as the head is
  /// there.
  public boolean awaitsContinue() {
    return awaitsContinue;
  }

  /// Whether the answer has a `Retry-After` with a value.
  public boolean saysWhenToRetry() {
    return saysWhenToRetry;
  }

  /// The same bytes with more room behind them, for a message that is not whole yet.
  public byte[] roomier(byte[] full) throws IOException {
    if (full.length > HEAD_MAX + 2 * bodyMax) {
      throw new IOException("message too long");
    }
    return Arrays.copyOf(full, 2 * full.length);
  }

  /// Whether a whole message stands at `from`. Throws when what stands there can be none.
  public boolean read(byte[] bytes, int from, int to) throws IOException {
    var head = head(bytes, from, to);
    if (head < 0) {
      awaitsContinue = false;
      if (to - from > HEAD_MAX) {
        throw new IOException("head too long");
      }
      return false;
    }
    if (chunked) {
      return chunks(bytes, head, to);
    }
    if (length > bodyMax) {
      throw new IOException("body too long");
    }
    body = bytes;
    bodyFrom = head;
    bodyTo = head + length;
    next = bodyTo;
    return bodyTo <= to;
  }

  /// Reads the lines up to the empty one; answers where the body begins, or -1.
  private int head(byte[] bytes, int from, int to) throws IOException {
    status = 0;
    length = 0;
    chunked = false;
    closes = false;
    awaitsContinue = false;
    saysWhenToRetry = false;
    var line = from;
    while (true) {
      var end = line;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      if (end == to) {
        return -1;
      }
      var last = end > line && bytes[end - 1] == '\r' ? end - 1 : end;
      if (line == from) {
        startLine(bytes, line, last);
      } else if (last == line) {
        return end + 1;
      } else {
        header(bytes, line, last);
      }
      line = end + 1;
    }
  }

  private void startLine(byte[] bytes, int from, int to) throws IOException {
    if (to - from < 12) {
      throw new IOException("not HTTP");
    }
    if (startsWith(bytes, from, to, "http/1.")) {
      status = (int) digits(bytes, from + 9, from + 12);
      return;
    }
    targetFrom = Math.min(to, blank(bytes, from, to) + 1);
    targetTo = blank(bytes, targetFrom, to);
  }

  private static int blank(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private void header(byte[] bytes, int from, int to) throws IOException {
    switch (bytes[from] | 0x20) {
      case 'c' -> {
        if (startsWith(bytes, from, to, "content-length:")) {
          length = (int) Math.min(Integer.MAX_VALUE / 2, digits(bytes, from + 15, to));
        } else if (startsWith(bytes, from, to, "connection:")) {
          closes = contains(bytes, from + 11, to, "close");
        }
      }
      case 't' ->
          chunked |=
              startsWith(bytes, from, to, "transfer-encoding:")
                  && contains(bytes, from + 18, to, "chunked");
      case 'r' ->
          saysWhenToRetry |=
              startsWith(bytes, from, to, "retry-after:")
                  && bytes[to - 1] > ' '
                  && bytes[to - 1] != ':';
      case 'e' ->
          awaitsContinue |=
              startsWith(bytes, from, to, "expect:") && contains(bytes, from + 7, to, "100");
      default -> {}
    }
  }

  /// Puts the chunks together, once the last one is there.
  private boolean chunks(byte[] bytes, int from, int to) throws IOException {
    if (joined.length == 0) {
      joined = new byte[bodyMax];
    }
    body = joined;
    bodyFrom = 0;
    bodyTo = 0;
    var at = from;
    while (true) {
      var end = at;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      if (end == to) {
        return false;
      }
      var size = hex(bytes, at, end);
      if (size > bodyMax - bodyTo) {
        throw new IOException("body too long");
      }
      if (end + 1 + size + 2 > to) {
        return false;
      }
      System.arraycopy(bytes, end + 1, joined, bodyTo, size);
      bodyTo += size;
      at = end + 1 + size + 2;
      if (size == 0) {
        next = at;
        return true;
      }
    }
  }

  private static int hex(byte[] bytes, int from, int to) throws IOException {
    var value = 0;
    var i = from;
    for (; i < to && Character.digit(bytes[i], 16) >= 0; i++) {
      if (i - from > 6) {
        throw new IOException("chunk too long");
      }
      value = value * 16 + Character.digit(bytes[i], 16);
    }
    if (i == from) {
      throw new IOException("not a chunk");
    }
    return value;
  }

  private static long digits(byte[] bytes, int from, int to) throws IOException {
    var value = -1L;
    for (var i = from; i < to; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        value = Math.max(0, value) * 10 + bytes[i] - '0';
        if (value > Integer.MAX_VALUE) {
          throw new IOException("number too large");
        }
      } else if (bytes[i] != ' ' && bytes[i] != '\t') {
        throw new IOException("not a number");
      }
    }
    if (value < 0) {
      throw new IOException("not a number");
    }
    return value;
  }

  /// Whether the lower-case `word` stands at `from`, in any case.
  private static boolean startsWith(byte[] bytes, int from, int to, String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (var i = 0; i < word.length(); i++) {
      if (lower(bytes[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, int from, int to, String word) {
    for (var i = from; i + word.length() <= to; i++) {
      if (startsWith(bytes, i, to, word)) {
        return true;
      }
    }
    return false;
  }

  private static int lower(byte value) {
    return value >= 'A' && value <= 'Z' ? value + 32 : value;
  }
}
