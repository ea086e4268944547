package io.carillon.front.door;

import io.carillon.model.port.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket of requests for each of many: it holds as many as a second may have and is refilled
/// evenly.
///
/// At most 100,000 buckets stand; at the bound all are forgotten, that is, full again.
final class Buckets<K> {
  private static final int REMEMBERED_MAX = 100_000;
  private static final double SECOND = 1e9;

  private final Clock clock;
  private final ConcurrentHashMap<K, Bucket> buckets = new ConcurrentHashMap<>();

  Buckets(Clock clock) {
    this.clock = clock;
  }

  private record Bucket(double requests, long at) {}

  /// Takes a request out of a bucket.
  ///
  /// @param rate a second; 0 = any number
  /// @return how long to wait; empty where there was one to take
  Optional<Duration> take(K whose, int rate) {
    if (rate == 0) {
      return Optional.empty();
    }
    if (buckets.size() >= REMEMBERED_MAX) {
      buckets.clear();
    }
    long now = clock.ticks();
    var after =
        buckets.compute(
            whose,
            (_, old) -> {
              var known = old == null ? new Bucket(rate, now) : old;
              double refilled = Math.max(0, known.requests()) + (now - known.at()) / SECOND * rate;
              return new Bucket(Math.min(rate, refilled) - 1, now);
            });
    return after.requests() >= 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) (SECOND / rate)));
  }
}
