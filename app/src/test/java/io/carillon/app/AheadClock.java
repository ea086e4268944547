package io.carillon.app;

import io.carillon.model.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The machine's clock and its ticks, to which time is added: for a server on it that time has gone
/// by, and nobody set its clock.
final class AheadClock implements Clock {
  private volatile Duration ahead = Duration.ZERO;

  /// So much time goes by at once.
  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public Instant now() {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long ticks() {
    return System.nanoTime() + ahead.toNanos();
  }
}
