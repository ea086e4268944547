package io.carillon.bench.mark;

import java.time.Instant;

/// The time in microseconds since 1970, steady inside a process.
///
/// The wall clock is read once, at the start; from then on the process's own steady clock counts.
/// So processes of one machine agree to some microseconds, unless the wall clock is set between
/// their starts, and no adjustment of it shows up as a latency.
public final class Micros {
  private static final int READINGS = 50;

  /// What the wall clock says when the steady one says 0, in nanoseconds.
  private static final long OFFSET = offset();

  private Micros() {}

  public static long now() {
    return (System.nanoTime() + OFFSET) / 1_000;
  }

  /// Of many readings the one that took least time, for a process may lose its core between the two
  /// clocks: then its time would be wrong by milliseconds.
  private static long offset() {
    var shortest = Long.MAX_VALUE;
    var offset = 0L;
    for (var i = 0; i < READINGS; i++) {
      var before = System.nanoTime();
      var wall = Instant.now();
      var after = System.nanoTime();
      if (after - before < shortest) {
        shortest = after - before;
        var nanos = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
        offset = nanos - before - (after - before) / 2;
      }
    }
    return offset;
  }
}
