package io.carillon.engine.reply.pattern;

/// How many steps searches may still take; one that would take more ends.
public final class Steps {
  private long left;

  /// @param most how many
  public Steps(long most) {
    left = most;
  }

  /// How many are left.
  public long left() {
    return Math.max(0, left);
  }

  /// At most so many of these, taken from them at once.
  Steps upTo(long most) {
    return new Steps(Math.min(most, left()));
  }

  void spend(long count) {
    left -= count;
  }

  void take() {
    if (--left < 0) {
      throw new Spent();
    }
  }

  /// There are none left.
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("no steps left", null, false, false);
    }
  }
}
