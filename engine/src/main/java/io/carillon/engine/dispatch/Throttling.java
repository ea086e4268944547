package io.carillon.engine.dispatch;

import java.time.Duration;

/// What is done when a carrier says that we are too fast (ESME_RTHROTTLED, ESME_RMSGQFUL): nothing
/// goes to it for a while, and then less a second than before, until it has taken everything for
/// some time.
///
/// @param pause after the first such answer; each one more, without an accepted message between,
///   doubles it
/// @param pauseMax the longest pause
/// @param slowDown by how many percent less then goes a second, 0–90
public record Throttling(Duration pause, Duration pauseMax, int slowDown) {
  /// 1 s, at most 30 s, 15 % less.
  public static final Throttling USUAL =
      new Throttling(Duration.ofSeconds(1), Duration.ofSeconds(30), 15);

  private static final int SLOW_DOWN_MAX = 90;

  public Throttling {
    if (!pause.isPositive() || pauseMax.compareTo(pause) < 0) {
      throw new IllegalArgumentException("throttling: pause over zero, at most pause-max");
    }
    if (slowDown < 0 || slowDown > SLOW_DOWN_MAX) {
      throw new IllegalArgumentException("throttling: slow-down 0 to " + SLOW_DOWN_MAX);
    }
  }
}
