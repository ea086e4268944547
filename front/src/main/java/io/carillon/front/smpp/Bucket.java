package io.carillon.front.smpp;

import io.carillon.model.port.Clock;

/// Keeps an ESME to its rate: as many messages as a second may have, refilled evenly.
final class Bucket {
  private static final double SECOND = 1e9;

  private final Clock clock;
  private double left = -1;
  private long at;

  Bucket(Clock clock) {
    this.clock = clock;
  }

  /// Whether one more message may come in.
  ///
  /// @param rate messages a second; 0 = as many as come
  synchronized boolean admits(int rate) {
    if (rate == 0) {
      return true;
    }
    long now = clock.ticks();
    left = left < 0 ? rate : Math.min(rate, left + (now - at) / SECOND * rate);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
