package io.carillon.sandbox.smsc.scripted;

/// Lets so many through a second, a tenth of a second's worth at once, one at least. Safe for use
/// by several threads.
final class Bucket {
  private static final double NANOS = 1e9;
  private static final int CONGESTED = 100;

  private double tokens = Double.MAX_VALUE;
  private long filledAt;
  private double size = 1;

  /// Whether one may pass.
  ///
  /// @param rate a second, as it is now; negative = no limit
  /// @param now by `System.nanoTime`
  synchronized boolean passes(int rate, long now) {
    if (rate < 0) {
      return true;
    }
    size = Math.max(1, rate / 10.0);
    tokens = Math.min(size, tokens + (now - filledAt) / NANOS * rate);
    filledAt = now;
    if (rate == 0 || tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /// How much of it is used up, 0 to 100.
  synchronized int congestion() {
    double left = Math.clamp(tokens / size, 0, 1);
    return (int) Math.round(CONGESTED * (1 - left));
  }
}
