package io.carillon.testkit;

import io.carillon.model.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A clock that stands still until it is moved. Safe from any thread.
public final class ManualClock implements Clock {
  /// Where it stands at first: 2026-01-01T00:00:00Z.
  public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now;
  private long ticks;

  /// Stands at [#BEGINNING].
  public ManualClock() {
    this(BEGINNING);
  }

  /// Stands at `start`, cut to whole microseconds.
  public ManualClock(Instant start) {
    now = start.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long ticks() {
    return ticks;
  }

  /// Moves both the wall clock and the ticks forward.
  public synchronized void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("a clock moves forward");
    }
    now = now.plus(step).truncatedTo(ChronoUnit.MICROS);
    ticks += step.toNanos();
  }

  /// Sets the wall clock alone, as an operator or NTP does: it may jump either way.
  public synchronized void jumpTo(Instant moment) {
    now = moment.truncatedTo(ChronoUnit.MICROS);
  }
}
