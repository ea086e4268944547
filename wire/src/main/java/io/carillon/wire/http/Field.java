package io.carillon.wire.http;

/// One header field, as it stands on the wire. Names compare without case (RFC 9110 section 5.1).
///
/// A name that is no token, or a value with a control character, is refused: so no value, wherever
/// it came from, can begin a second header.
public record Field(String name, String value) {
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  public Field {
    if (!isToken(name)) {
      throw new IllegalArgumentException("not a header name");
    }
    if (!isValue(value)) {
      throw new IllegalArgumentException("control character in header " + name);
    }
  }

  /// Whether this field has that name, without case.
  public boolean named(String other) {
    return name.equalsIgnoreCase(other);
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
      if (!letterOrDigit && MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' || c == 0x7f;
      if (control && c != '\t') {
        return false;
      }
    }
    return true;
  }
}
