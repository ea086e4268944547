package io.carillon.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How hard the writer works: for how long it has written and synced, and how many groups. A group
/// that is under way counts with the time that it has taken so far, so that a disk that hangs is
/// seen while it hangs.
public final class Effort {
  private final LongSupplier ticks;
  private long busy;
  private long groups;
  private long begun;
  private boolean underWay;

  /// @param ticks nanoseconds that only grow
  Effort(LongSupplier ticks) {
    this.ticks = ticks;
  }

  /// All of it until now.
  ///
  /// @param groups that were written, or failed
  public record Sum(Duration busy, long groups) {}

  synchronized void begin() {
    begun = ticks.getAsLong();
    underWay = true;
  }

  synchronized void end() {
    busy += ticks.getAsLong() - begun;
    groups++;
    underWay = false;
  }

  synchronized Sum sum() {
    long now = underWay ? ticks.getAsLong() - begun : 0;
    return new Sum(Duration.ofNanos(busy + now), groups);
  }
}
