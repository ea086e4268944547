package io.carillon.bench.query;

import io.carillon.bench.mark.Latency;
import java.util.List;

/// How long questions took in the measured time.
///
/// @param kinds in the order of `Question`
public record QueryFigures(List<Kind> kinds) {
  /// Nothing was asked.
  public static final QueryFigures NONE = new QueryFigures(List.of());

  public QueryFigures {
    kinds = List.copyOf(kinds);
  }

  /// Questions of one kind.
  ///
  /// @param ms from when each was due to its whole answer
  /// @param failed answers that were no 200, or none
  /// @param unasked that were due and not asked by the end, since one before them took so long
  /// @param example the first answer that was no 200
  public record Kind(String name, Latency ms, long failed, long unasked, String example) {}
}
