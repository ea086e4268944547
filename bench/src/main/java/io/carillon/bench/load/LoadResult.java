package io.carillon.bench.load;

import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the load counted over its whole run, warm-up included.
///
/// @param interval the measured time
/// @param strands in the order of the load's strands
public record LoadResult(Interval interval, List<OfStrand> strands) {
  public LoadResult {
    strands = List.copyOf(strands);
  }

  /// What came of one strand.
  ///
  /// @param accepted messages answered with 2xx
  /// @param refused messages answered with 429 or 503
  /// @param refusedBluntly those of them without a `Retry-After`
  /// @param errors messages of all other answers, and of requests without an answer, by kind
  /// @param example the first unexpected answer, for the eyes of whoever asks why
  /// @param schedule how an open loop kept its schedule in the measured time
  public record OfStrand(
      String name,
      long accepted,
      long refused,
      long refusedBluntly,
      Map<String, Long> errors,
      String example,
      Kept schedule) {}

  /// How a schedule was kept.
  ///
  /// @param asked messages that were due in the measured time; 0: a closed loop
  /// @param unsent those of them that were not sent by its end
  /// @param behind how long after they were due the others were sent
  public record Kept(long asked, long unsent, Latency behind) {
    /// Of a closed loop, which has no schedule.
    public static final Kept NONE = new Kept(0, 0, Latency.NONE);

    /// Of both together, with the worse delays.
    public Kept and(Kept other) {
      var worse = behind.p99() > other.behind.p99() ? behind : other.behind;
      return new Kept(asked + other.asked, unsent + other.unsent, worse);
    }

    /// Whether practically all that was due was sent.
    public boolean isHeld() {
      return unsent <= asked / 100;
    }
  }

  public long accepted() {
    return strands.stream().mapToLong(OfStrand::accepted).sum();
  }

  public long refused() {
    return strands.stream().mapToLong(OfStrand::refused).sum();
  }

  public long refusedBluntly() {
    return strands.stream().mapToLong(OfStrand::refusedBluntly).sum();
  }

  /// Of all strands, by kind.
  public Map<String, Long> errors() {
    var all = new TreeMap<String, Long>();
    strands.forEach(
        strand -> strand.errors().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
    return all;
  }

  /// The first that some strand has.
  public String example() {
    return strands.stream()
        .map(OfStrand::example)
        .filter(example -> !example.isEmpty())
        .findFirst()
        .orElse("");
  }
}
