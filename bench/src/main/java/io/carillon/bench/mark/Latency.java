package io.carillon.bench.mark;

import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// How long something took, in milliseconds, over all messages of a measured time.
///
/// @param count of the messages; with none the rest is 0 and means nothing
public record Latency(long count, double p50, double p99, double p999, double max) {
  public static final Latency NONE = new Latency(0, 0, 0, 0, 0);

  /// An hour: nothing is waited for so long.
  private static final long LONGEST_MICROS = 3_600_000_000L;

  /// One of the times; not a number when there was nothing to measure.
  public double known(ToDoubleFunction<Latency> time) {
    return count == 0 ? Double.NaN : time.applyAsDouble(this);
  }

  /// A histogram to fill with microseconds, exact to three digits.
  public static Histogram histogram() {
    return new Histogram(LONGEST_MICROS, 3);
  }

  /// Adds a time; one that two clocks make negative counts as 0.
  public static void add(Histogram histogram, long micros) {
    histogram.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
  }

  public static Latency of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return NONE;
    }
    return new Latency(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50) / 1e3,
        histogram.getValueAtPercentile(99) / 1e3,
        histogram.getValueAtPercentile(99.9) / 1e3,
        histogram.getMaxValue() / 1e3);
  }
}
