package io.carillon.engine.notify;

import java.time.Duration;
import java.util.function.IntSupplier;

/// How many notices may be told to one endpoint at the same time: as many as it takes well.
///
/// Problem: one endpoint takes thousands a second, another falls over at ten at a time, and neither
/// says so. Idea: as TCP finds out what a path carries (RFC 5681 §3.1). It begins with 4. While
/// answers come quickly and all places are in use, each answer adds one, up to half of where it
/// last failed, and from there one for each round of answers; a failure of the endpoint halves it,
/// once for all that were under way then. Quickly is within twice the time that this endpoint has
/// shown to need, or within 20 ms.
///
/// Not safe for several threads: its lane's lock guards it.
final class Concurrency {
  static final int FIRST = 4;

  private static final long QUICK = Duration.ofMillis(20).toNanos();
  private static final long SLOW = Duration.ofSeconds(1).toNanos();
  private static final int SMOOTHED = 8;
  private static final int FORGOTTEN = 256;

  private final IntSupplier most;
  private double limit;
  private double doubling;
  private long usual;
  private long best = Long.MAX_VALUE;
  private long cut;
  private boolean wasCut;

  /// @param most what it never exceeds, at least 1, as it is at that moment
  Concurrency(IntSupplier most) {
    this.most = most;
    limit = FIRST;
    doubling = Double.MAX_VALUE;
  }

  int limit() {
    return Math.min((int) limit, most.getAsInt());
  }

  /// Whether it takes more than a second for an answer.
  boolean isSlow() {
    return usual > SLOW;
  }

  /// An answer came; moments are in ticks.
  ///
  /// @param full whether all places were in use
  void told(long begun, long now, boolean full) {
    long took = now - begun;
    usual += (took - usual) / SMOOTHED;
    best = took < best ? took : best + (took - best) / FORGOTTEN;
    if (full && (usual <= QUICK || usual / 2 <= best)) {
      double next = limit + (limit < doubling ? 1 : 1 / limit);
      limit = Math.min(Math.max(FIRST, most.getAsInt()), next);
    }
  }

  /// The endpoint failed, and not only with what it was told.
  void failed(long begun, long now) {
    usual += (now - begun - usual) / SMOOTHED;
    if (wasCut && begun - cut < 0) {
      return;
    }
    limit = Math.max(1, Math.min(limit, most.getAsInt()) / 2);
    doubling = limit;
    cut = now;
    wasCut = true;
  }
}
