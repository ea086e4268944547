package io.carillon.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time in microseconds since 1970, steady inside a process.
///
/// The wall clock is read once, at the start; from then on the process's own steady clock counts.
/// So processes of one machine agree to some microseconds, unless the wall clock is set between
/// their starts, and no adjustment of it shows up as a latency.
final class Micros {
  private static final long TICKS_AT_START = System.nanoTime();

  @SuppressWarnings("TimeInStaticInitializer") // Once a process is what is wanted.
  private static final long WALL_AT_START = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

  private Micros() {}

  static long now() {
    return WALL_AT_START + (System.nanoTime() - TICKS_AT_START) / 1_000;
  }
}
