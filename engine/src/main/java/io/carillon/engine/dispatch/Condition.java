package io.carillon.engine.dispatch;

import java.util.Locale;

/// How a carrier stands, and what limits it.
///
/// @param detail for people; empty = nothing to say
public record Condition(Kind kind, String detail) {
  /// The words.
  public enum Kind {
    /// It takes what it can.
    UP,
    /// It said that we are too fast: less goes than it was configured for, or nothing for a moment.
    SLOWED,
    /// Its circuit was open: one message at a time tries it.
    TRYING,
    /// It answers badly: nothing goes to it for a while.
    CIRCUIT_OPEN,
    /// It has no bind.
    DOWN,
    /// There is none of that name.
    UNKNOWN;

    /// The stable word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether messages are given to it.
  public boolean isUsable() {
    return kind == Kind.UP || kind == Kind.SLOWED || kind == Kind.TRYING;
  }
}
