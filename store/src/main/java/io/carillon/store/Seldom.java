package io.carillon.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Lets the same complaint into the log once in a while, however often there is cause for it: a
/// disk that is full refuses a thousand groups a second. Belongs to one thread.
final class Seldom {
  private final long pause;
  private final LongSupplier ticks;
  private long last;
  private long held = -1;

  Seldom(Duration pause, LongSupplier ticks) {
    this.pause = pause.toNanos();
    this.ticks = ticks;
  }

  /// There is cause to complain; whether it is to be said now.
  boolean says() {
    long now = ticks.getAsLong();
    if (held >= 0 && now - last < pause) {
      held++;
      return false;
    }
    last = now;
    return true;
  }

  /// How often it was not said since it was said last; from now on it is counted anew.
  long heldBack() {
    long count = Math.max(0, held);
    held = 0;
    return count;
  }
}
