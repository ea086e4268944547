package io.carillon.front.json;

import io.carillon.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes one JSON text, keys in the order in which they are given. Not safe for two threads.
///
/// By hand, since replies are flat, small and on the hot path: no tree, no reflection, one buffer.
/// Balance of `object`/`array` and `end` is the caller's duty.
public final class JsonWriter {
  private static final int USUAL_LENGTH = 512;
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int MICROS = 1_000_000;

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  /// Opens the object that is the whole text, or the next element of an array.
  public JsonWriter object() {
    separate();
    text.append('{');
    return this;
  }

  /// Opens an object under a name.
  public JsonWriter object(String name) {
    name(name);
    text.append('{');
    return this;
  }

  /// Closes the innermost object.
  public JsonWriter end() {
    text.append('}');
    return this;
  }

  /// Opens the array that is the whole text, or the next element of an array.
  public JsonWriter array() {
    separate();
    text.append('[');
    return this;
  }

  /// Opens an array under a name.
  public JsonWriter array(String name) {
    name(name);
    text.append('[');
    return this;
  }

  /// Closes the innermost array.
  public JsonWriter endArray() {
    text.append(']');
    return this;
  }

  /// A string.
  public JsonWriter text(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  /// A string; `null` where it is empty.
  public JsonWriter textOrNull(String name, String value) {
    return value.isEmpty() ? none(name) : text(name, value);
  }

  /// A whole number.
  public JsonWriter number(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /// A number as Java prints it; it must be finite.
  public JsonWriter number(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    name(name);
    text.append(value);
    return this;
  }

  /// An amount as a decimal number without trailing zeros, never with an exponent.
  public JsonWriter amount(String name, Money money) {
    name(name);
    decimal(money.micros());
    return this;
  }

  /// `true` or `false`.
  public JsonWriter flag(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /// `null`.
  public JsonWriter none(String name) {
    name(name);
    text.append("null");
    return this;
  }

  /// A moment in UTC as ISO 8601 to the second, with `Z`; what is below a second is cut off.
  public JsonWriter seconds(String name, Instant moment) {
    name(name);
    text.append('"');
    Stamp.seconds(text, moment);
    text.append('"');
    return this;
  }

  /// A moment in UTC as ISO 8601, as fine as it is, with `Z`.
  public JsonWriter moment(String name, Instant moment) {
    name(name);
    text.append('"');
    Stamp.exact(text, moment);
    text.append('"');
    return this;
  }

  /// An array of strings.
  public JsonWriter texts(String name, List<String> values) {
    array(name);
    for (var value : values) {
      separate();
      string(value);
    }
    return endArray();
  }

  /// An object of strings, sorted by key so that the same labels always print the same.
  public JsonWriter labels(String name, Map<String, String> labels) {
    object(name);
    if (!labels.isEmpty()) {
      new TreeMap<>(labels).forEach(this::text);
    }
    return end();
  }

  /// The text so far, as UTF-8.
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "JsonWriter[" + text.length() + " characters]";
  }

  private void name(String name) {
    separate();
    string(name);
    text.append(':');
  }

  private void separate() {
    if (!text.isEmpty()) {
      char last = text.charAt(text.length() - 1);
      if (last != '{' && last != '[' && last != ':') {
        text.append(',');
      }
    }
  }

  private void decimal(long micros) {
    long whole = micros / MICROS;
    int fraction = (int) Math.abs(micros % MICROS);
    if (micros < 0 && whole == 0) {
      text.append('-');
    }
    text.append(whole);
    if (fraction == 0) {
      return;
    }
    text.append('.');
    for (int digit = MICROS / 10; digit > 0 && fraction > 0; digit /= 10) {
      text.append((char) ('0' + fraction / digit));
      fraction %= digit;
    }
  }

  /// RFC 8259 §7; a lone surrogate, which UTF-8 cannot carry, is escaped.
  private void string(String value) {
    text.append('"');
    if (isPlain(value)) {
      text.append(value);
    } else {
      escaped(value);
    }
    text.append('"');
  }

  /// Whether a string stands in JSON as it is, as nearly all do.
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private void escaped(String value) {
    int clean = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !isLone(value, i)) {
        continue;
      }
      text.append(value, clean, i);
      escape(c);
      clean = i + 1;
    }
    text.append(value, clean, value.length());
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default ->
          text.append("\\u")
              .append(HEX[c >> 12])
              .append(HEX[c >> 8 & 0xF])
              .append(HEX[c >> 4 & 0xF])
              .append(HEX[c & 0xF]);
    }
  }

  private static boolean isLone(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
