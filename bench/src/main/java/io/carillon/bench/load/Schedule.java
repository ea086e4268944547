package io.carillon.bench.load;

/// When the requests of an open loop are due: evenly, whatever became of those before. So what a
/// slow server does to the requests behind the slow one shows up in their latency, which counts
/// from when they were due.
final class Schedule {
  private final long start;
  private final double micros;
  private long sent;

  /// @param start of the first request, in microseconds of `Micros`
  /// @param perSecond requests a second, above 0
  Schedule(long start, double perSecond) {
    this.start = start;
    this.micros = 1e6 / perSecond;
  }

  /// When the next request is due.
  long next() {
    return start + (long) (sent * micros);
  }

  /// The next request has been sent.
  void advance() {
    sent++;
  }

  /// How many requests are due before this moment, sent or not.
  long due(long before) {
    return before <= start ? 0 : (long) Math.ceil((before - start) / micros);
  }

  /// How many of them have not been sent.
  long unsent(long before) {
    return Math.max(0, due(before) - sent);
  }
}
