package io.carillon.model;

import java.time.Duration;
import java.util.Locale;

/// What a message is for; it decides consent rules and order.
public enum Purpose {
  OTP(1, Duration.ofMinutes(10)),
  TRANSACTIONAL(2, Duration.ofHours(10)),
  PROMOTIONAL(3, Duration.ofHours(10));

  private final int code;
  private final Duration validity;

  Purpose(int code, Duration validity) {
    this.code = code;
    this.validity = validity;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// How long delivery is tried where nobody said.
  public Duration validity() {
    return validity;
  }

  /// The stable lower-case word in settings, metrics and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
