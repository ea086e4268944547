package io.carillon.wire.smpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait between attempts to bind: from `first`, doubled each time, up to `last`; of
/// each, between a half and all by chance, so that many clients do not come back at once.
public record Backoff(Duration first, Duration last) {
  public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  public Backoff {
    if (!first.isPositive() || last.compareTo(first) < 0) {
      throw new IllegalArgumentException("the first pause is positive and not above the last");
    }
  }

  /// The pause that follows `pause` where nothing got better.
  Duration after(Duration pause) {
    return pause.compareTo(last.dividedBy(2)) >= 0 ? last : pause.multipliedBy(2);
  }

  /// A part of `pause` by chance.
  static Duration jitter(Duration pause, RandomGenerator random) {
    return pause.dividedBy(2).plusNanos(random.nextLong(pause.toNanos() / 2 + 1));
  }
}
