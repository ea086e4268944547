package io.carillon.bench;

/// The measured time, in microseconds of `Micros`: `from` is in it, `to` is not.
record Interval(long from, long to) {
  Interval {
    if (to < from) {
      throw new IllegalArgumentException("an interval ends after its start");
    }
  }

  boolean has(long micros) {
    return micros >= from && micros < to;
  }

  double seconds() {
    return (to - from) / 1e6;
  }
}
