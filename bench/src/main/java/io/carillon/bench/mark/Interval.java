package io.carillon.bench.mark;

/// The measured time, in microseconds of `Micros`: `from` is in it, `to` is not.
public record Interval(long from, long to) {
  public Interval {
    if (to < from) {
      throw new IllegalArgumentException("an interval ends after its start");
    }
  }

  public boolean has(long micros) {
    return micros >= from && micros < to;
  }

  public double seconds() {
    return (to - from) / 1e6;
  }
}
