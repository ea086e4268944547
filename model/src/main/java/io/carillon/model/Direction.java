package io.carillon.model;

import java.util.Locale;

/// Whether a message leaves us or comes to us.
public enum Direction {
  OUTBOUND(1),
  INBOUND(2);

  private final int code;

  Direction(int code) {
    this.code = code;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// The stable lower-case word in settings, metrics and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
