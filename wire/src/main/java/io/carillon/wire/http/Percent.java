package io.carillon.wire.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-encoding of UTF-8 text (RFC 3986 section 2.1).
final class Percent {
  private Percent() {}

  /// The text that `raw` stands for, or null where it stands for none: a broken escape, bytes that
  /// are not UTF-8, or NUL. `plusIsSpace` is the rule of forms and queries, not of paths.
  static @Nullable String decode(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0 && (!plusIsSpace || raw.indexOf('+') < 0)) {
      return raw.indexOf('\0') < 0 ? raw : null;
    }
    byte[] from = raw.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int b = from[i];
      if (b == '%') {
        b = i + 2 < from.length ? hex(from[i + 1]) << 4 | hex(from[i + 2]) : -1;
        if (b < 0) {
          return null;
        }
        i += 2;
      } else if (b == '+' && plusIsSpace) {
        b = ' ';
      }
      if (b == 0) {
        return null;
      }
      to[length++] = (byte) b;
    }
    return utf8(to, length);
  }

  /// The text of the first `length` bytes, or null where they are not UTF-8.
  static @Nullable String utf8(byte[] bytes, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static int hex(byte digit) {
    return Character.digit((char) (digit & 0xff), 16);
  }
}
