package io.carillon.bench.smpp;

import java.util.Comparator;
import java.util.List;

/// What one run found.
///
/// @param cycles finished in a second
/// @param esmeMicros CPU of the client's process, everything in it counted, for each cycle
/// @param centreMicros CPU of the centre's process for each cycle
/// @param lost messages without exactly one response and one receipt; 0 unless something is broken
record SmppFigures(double cycles, double esmeMicros, double centreMicros, long lost) {
  /// The run with the most cycles.
  static SmppFigures best(List<SmppFigures> runs) {
    return sorted(runs).getLast();
  }

  /// The run in the middle, the slower of two.
  static SmppFigures median(List<SmppFigures> runs) {
    return sorted(runs).get((runs.size() - 1) / 2);
  }

  private static List<SmppFigures> sorted(List<SmppFigures> runs) {
    return runs.stream().sorted(Comparator.comparingDouble(SmppFigures::cycles)).toList();
  }
}
