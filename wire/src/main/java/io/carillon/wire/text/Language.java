package io.carillon.wire.text;

import java.util.Optional;

/// The languages that have tables of their own beside the GSM default alphabet (3GPP TS 23.038
/// §6.2.1.2.4).
public enum Language {
  TURKISH(1),
  /// Has a single shift table only.
  SPANISH(2),
  PORTUGUESE(3),
  BENGALI(4),
  GUJARATI(5),
  HINDI(6),
  KANNADA(7),
  MALAYALAM(8),
  ORIYA(9),
  PUNJABI(10),
  TAMIL(11),
  TELUGU(12),
  URDU(13);

  private final int identifier;

  Language(int identifier) {
    this.identifier = identifier;
  }

  /// The national language identifier, 1 to 13, that stands in user data headers.
  public int identifier() {
    return identifier;
  }

  /// Whether it has a locking shift table; each has one for single shifts.
  public boolean hasLocking() {
    return this != SPANISH;
  }

  /// The language of an identifier; empty where the standard knows none.
  public static Optional<Language> of(int identifier) {
    return identifier >= 1 && identifier <= values().length
        ? Optional.of(values()[identifier - 1])
        : Optional.empty();
  }
}
