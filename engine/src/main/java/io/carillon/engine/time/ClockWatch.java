package io.carillon.engine.time;

import io.carillon.model.port.Clock;
import java.time.Duration;
import java.time.Instant;

/// Notices that the wall clock was set, by the ticks, which go on as ever. Belongs to one thread.
public final class ClockWatch {
  private final Clock clock;
  private Instant now;
  private long ticks;

  /// Watches from now on.
  public ClockWatch(Clock clock) {
    this.clock = clock;
    now = clock.now();
    ticks = clock.ticks();
  }

  /// How far it was set since the last call; negative = back. What two readings of the clocks take
  /// shows, too: less than a second means nothing.
  public Duration moved() {
    var before = now;
    long then = ticks;
    now = clock.now();
    ticks = clock.ticks();
    return Duration.between(before, now).minusNanos(ticks - then);
  }
}
