package io.carillon.model;

import java.util.Locale;

/// What a message is for; it decides consent rules and order.
public enum Purpose {
  OTP(1),
  TRANSACTIONAL(2),
  PROMOTIONAL(3);

  private final int code;

  Purpose(int code) {
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
