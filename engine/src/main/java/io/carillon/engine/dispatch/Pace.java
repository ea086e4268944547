package io.carillon.engine.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How many parts a second go out: at most the configured rate, less after the far end has said
/// that it is too much, and then by and by more again.
///
/// A complaint costs a pause, so few of them are wanted. What the far end took in the second before
/// one is what it can bear: the pace falls below that at once, is back there after eight seconds,
/// hardly moves about it, and then grows the faster the longer nothing is said (the cubic growth of
/// RFC 9438). A limit that stands is touched seldom, one that has gone is left behind soon.
///
/// All moments are ticks. What cannot go now is never counted as lost: up to a tenth of a second's
/// parts may go at once.
final class Pace {
  /// No limit.
  private static final double FREE = Double.POSITIVE_INFINITY;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int BURSTS_A_SECOND = 10;

  /// Seconds after which the pace is again what the far end bore.
  private static final double BACK = 8;

  /// The same, where much more went than in the second before: what was taken until the complaint
  /// says little then.
  private static final double SOON = 2;

  /// The least growth, where the settings do not let the pace fall.
  private static final double GROWTH_MIN = 0.05;

  /// Fewer parts a second say nothing of what a far end bears: nobody sent it more.
  private static final double TELLING = 5;

  /// A pace that is not configured is free again when it has grown so many times over the one at
  /// which the far end complained.
  private static final int FREE_AGAIN = 4;

  private double configured;
  private Throttling throttling;
  private double rate;
  private double borne;
  private double back = BACK;
  private double tokens;
  private long filledAt;
  private long pausedUntil = Long.MIN_VALUE;
  private Duration nextPause;
  private long countedAt;
  private long tookAt;
  private long counted;
  private double measured;
  private double accepted;
  private double acceptedBefore;

  /// @param rate parts a second; 0 = no limit
  Pace(int rate, Throttling throttling, long now) {
    this.throttling = throttling;
    this.nextPause = throttling.pause();
    this.configured = rate == 0 ? FREE : rate;
    this.rate = configured;
    this.tokens = burst();
    this.filledAt = now;
    this.countedAt = now;
    this.tookAt = now;
  }

  /// Other settings; what was learned of the far end is forgotten where the rate changes.
  synchronized void adopt(int nextRate, Throttling next) {
    double wanted = nextRate == 0 ? FREE : nextRate;
    throttling = next;
    if (wanted != configured) {
      configured = wanted;
      rate = wanted;
      tokens = Math.min(tokens, burst());
    }
  }

  /// How many parts may go at this moment.
  synchronized int room(long now) {
    if (isPaused(now)) {
      return 0;
    }
    fill(now);
    return rate == FREE ? Integer.MAX_VALUE : (int) tokens;
  }

  /// So many parts go.
  synchronized void took(int parts, long now) {
    fill(now);
    tookAt = now;
    counted += parts;
    if (rate != FREE) {
      tokens -= parts;
    }
  }

  /// How long until the next part may go; zero when one may go now.
  synchronized Duration untilNext(long now) {
    if (isPaused(now)) {
      return Duration.ofNanos(pausedUntil - now);
    }
    fill(now);
    return rate == FREE || tokens >= 1
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - tokens) / rate * SECOND));
  }

  /// The far end said that it is too much. Answers whether that is news: what it says of parts that
  /// had left before the pause began is part of the same complaint.
  synchronized boolean throttled(long now) {
    if (isPaused(now)) {
      return false;
    }
    fill(now);
    back = counted > 2 * measured ? SOON : BACK;
    borne = borne(now);
    rate = slower();
    tokens = 0;
    pausedUntil = now + nextPause.toNanos();
    filledAt = pausedUntil;
    var doubled = nextPause.multipliedBy(2);
    nextPause = doubled.compareTo(throttling.pauseMax()) > 0 ? throttling.pauseMax() : doubled;
    return true;
  }

  /// What the far end took a second, lately; what went where nothing is known of that. Where much
  /// less went than might have, what it took tells little: it bore more before.
  private double borne(long now) {
    double elapsed = Math.max(1.0 / BURSTS_A_SECOND, (now - countedAt) / SECOND);
    double took = acceptedBefore > 0 ? Math.max(acceptedBefore, accepted) : accepted / elapsed;
    double went = rate == FREE ? Math.max(took, measured) : rate;
    if (borne > 0 && measured < went / 2 && counted < went / 2) {
      took = Math.max(took, slower());
    }
    return took > 0 ? Math.min(Math.max(took, TELLING), went) : Math.max(1, went);
  }

  private double slower() {
    return Math.max(1, borne * (100 - throttling.slowDown()) / 100);
  }

  /// How long nothing goes; the shortest pause where it goes.
  synchronized Duration pause(long now) {
    return isPaused(now) ? Duration.ofNanos(pausedUntil - now) : throttling.pause();
  }

  /// The far end took a part.
  synchronized void taken(long now) {
    measure(now);
    accepted++;
    if (!isPaused(now)) {
      nextPause = throttling.pause();
    }
  }

  /// What goes a second at most now; 0 = no limit.
  synchronized long limit() {
    return rate == FREE ? 0 : Math.max(1, Math.round(rate));
  }

  /// Whether less goes than configured, or nothing.
  synchronized boolean isSlowed(long now) {
    return rate < configured || isPaused(now);
  }

  /// What goes a second at most by the settings; 0 = no limit.
  synchronized long configured() {
    return configured == FREE ? 0 : Math.round(configured);
  }

  /// How many parts went a second, lately.
  synchronized long measured(long now) {
    measure(now);
    return Math.round(measured);
  }

  /// How long ago the last part went.
  synchronized Duration sinceLast(long now) {
    return Duration.ofNanos(Math.max(0, now - tookAt));
  }

  /// How long nothing goes; zero where it goes.
  synchronized Duration pausedFor(long now) {
    return isPaused(now) ? Duration.ofNanos(pausedUntil - now) : Duration.ZERO;
  }

  private boolean isPaused(long now) {
    return pausedUntil != Long.MIN_VALUE && now - pausedUntil < 0;
  }

  private double burst() {
    return configured == FREE && rate == FREE ? 1 : Math.max(1, rate / BURSTS_A_SECOND);
  }

  private void fill(long now) {
    measure(now);
    if (now - filledAt <= 0) {
      return;
    }
    if (rate != FREE) {
      grow(now);
      tokens = Math.min(burst(), tokens + (now - filledAt) / SECOND * Math.min(rate, 1e9));
    }
    filledAt = now;
  }

  private void grow(long now) {
    if (rate >= configured) {
      return;
    }
    double way = ((now - pausedUntil) / SECOND - back) / back;
    double slowed = Math.max(GROWTH_MIN, throttling.slowDown() / 100.0);
    double grown = Math.max(slower(), borne * (1 + slowed * way * way * way));
    double whole = configured == FREE ? borne * FREE_AGAIN : configured;
    rate = grown < whole ? grown : configured;
    if (rate == FREE) {
      tokens = 1;
    }
  }

  private void measure(long now) {
    if (now - countedAt >= SECOND) {
      double seconds = (now - countedAt) / SECOND;
      measured = counted / seconds;
      counted = 0;
      acceptedBefore = accepted / seconds;
      accepted = 0;
      countedAt = now;
    }
  }
}
