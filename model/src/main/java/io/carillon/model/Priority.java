package io.carillon.model;

import java.util.Locale;

/// Which goes first in a lane.
public enum Priority {
  HIGH(1),
  NORMAL(2),
  LOW(3);

  private final int code;

  Priority(int code) {
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
