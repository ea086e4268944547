package io.carillon.model;

/// Where a person or a sender is reached: a kind and a value. The channel stands beside it, so that
/// a consent given by SMS also holds for MMS and RCS.
///
/// @param value a phone number as `+` and 1–15 digits (E.164); a short code as 3–8 digits; else the
///   bare value, at most 255 characters
public record Address(Kind kind, String value) {
  private static final int LENGTH_MAX = 255;

  /// Stands where a person's address stood that was erased.
  public static final Address ERASED = new Address(Kind.HANDLE, "erased");

  /// What kind of value an address holds.
  public enum Kind {
    PHONE(1),
    SHORT_CODE(2),
    ALPHANUMERIC(3),
    TOKEN(4),
    HANDLE(5),
    MAIL(6);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }

  public Address {
    boolean fits =
        switch (kind) {
          case PHONE -> isE164(value);
          case SHORT_CODE -> value.length() >= 3 && value.length() <= 8 && isDigits(value, 0);
          case ALPHANUMERIC -> !value.isBlank() && value.length() <= 11;
          case TOKEN, HANDLE, MAIL -> !value.isBlank() && value.length() <= LENGTH_MAX;
        };
    if (!fits) {
      throw new IllegalArgumentException("not a " + kind + " address");
    }
  }

  /// Whether a text has E.164's shape: `+`, a first digit that is not 0, at most 15 digits in all,
  /// at least 2 (ITU-T E.164 §6).
  public static boolean isE164(String text) {
    return text.length() >= 3
        && text.length() <= 16
        && text.charAt(0) == '+'
        && text.charAt(1) != '0'
        && isDigits(text, 1);
  }

  /// A phone number; refuses what [#isE164] refuses.
  public static Address phone(String e164) {
    return new Address(Kind.PHONE, e164);
  }

  private static boolean isDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The kind and the last two characters: an address never reaches a log whole.
  @Override
  public String toString() {
    return kind + " …" + value.substring(Math.max(0, value.length() - 2));
  }
}
