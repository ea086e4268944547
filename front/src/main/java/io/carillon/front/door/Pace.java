package io.carillon.front.door;

import io.carillon.model.ApiKey;
import io.carillon.model.port.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps each API key to its rate: a bucket of as many requests as a second may have, refilled
/// evenly.
///
/// At most 100,000 buckets stand; at the bound all are forgotten, that is, full again.
final class Pace {
  private static final int REMEMBERED_MAX = 100_000;
  private static final double SECOND = 1e9;

  private final Clock clock;
  private volatile int usual;
  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  /// @param usual requests a second of keys without a rate of their own; 0 = any number
  Pace(Clock clock, int usual) {
    this.clock = clock;
    this.usual = usual;
  }

  /// Another usual rate from now on.
  void adopt(int next) {
    usual = next;
  }

  private record Bucket(double requests, long at) {}

  /// How long a key is to wait; empty where it may go on.
  Optional<Duration> refuses(ApiKey key) {
    int rate = key.grant().rate() > 0 ? key.grant().rate() : usual;
    if (rate == 0) {
      return Optional.empty();
    }
    if (buckets.size() >= REMEMBERED_MAX) {
      buckets.clear();
    }
    long now = clock.ticks();
    var after =
        buckets.compute(
            key.id(),
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
