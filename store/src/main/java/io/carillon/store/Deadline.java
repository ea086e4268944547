package io.carillon.store;

import java.time.Duration;

/// Until when a read may go on.
record Deadline(long ticks) {
  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - ticks >= 0;
  }

  /// How long it may still go on.
  Duration left() {
    return Duration.ofNanos(Math.max(0, ticks - System.nanoTime()));
  }
}
