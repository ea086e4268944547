package io.carillon.bench.far;

/// How many submit_sm are taken a second, over all sessions: what is above is throttled.
///
/// A bucket that fills evenly and holds a tenth of a second's worth: a far end forgives no more.
final class Ceiling {
  private static final int BUCKETS_A_SECOND = 10;

  private final int perSecond;
  private final double room;
  private double left;
  private long filledAt;

  /// @param perSecond 0: everything is taken
  Ceiling(int perSecond) {
    this.perSecond = perSecond;
    this.room = Math.max(1, (double) perSecond / BUCKETS_A_SECOND);
    this.left = room;
  }

  /// Whether one more is taken at this time, in microseconds.
  boolean takes(long now) {
    return perSecond == 0 || takesOne(now);
  }

  private synchronized boolean takesOne(long now) {
    left = Math.min(room, left + Math.max(0, now - filledAt) * (perSecond / 1e6));
    filledAt = Math.max(filledAt, now);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
