package io.carillon.engine.sender;

import java.util.Locale;

/// What a sender is to those who carry its messages.
public enum SenderKind {
  /// A number of a place, or one whose plan does not tell it from a mobile one.
  LOCAL,
  /// A number of a mobile network.
  MOBILE,
  /// A number whose owner pays for calls.
  TOLL_FREE,
  /// A few digits, of one country.
  SHORT_CODE,
  /// A name; nobody can answer it.
  ALPHANUMERIC;

  /// The stable word in APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
