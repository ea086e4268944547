package io.carillon.store;

import java.time.Duration;
import java.time.Instant;

/// Times and durations as they are kept: whole microseconds, times since 1970-01-01T00:00:00Z.
final class Micros {
  private static final long SECOND = 1_000_000;
  private static final long SECONDS_MAX = Long.MAX_VALUE / SECOND - 1;

  private Micros() {}

  /// The microseconds of a moment; beyond the years ±292,000 the largest.
  static long of(Instant moment) {
    long seconds = Math.clamp(moment.getEpochSecond(), -SECONDS_MAX, SECONDS_MAX);
    return seconds * SECOND + moment.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
  }

  static long of(Duration duration) {
    long seconds = Math.clamp(duration.getSeconds(), -SECONDS_MAX, SECONDS_MAX);
    return seconds * SECOND + duration.getNano() / 1_000;
  }

  static Duration duration(long micros) {
    return Duration.ofSeconds(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
  }
}
