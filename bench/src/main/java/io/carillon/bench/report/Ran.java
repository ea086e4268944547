package io.carillon.bench.report;

import java.util.List;

/// What was measured several times: a column of the report, or a line.
///
/// @param name of it
/// @param runs at least one
public record Ran<T>(String name, List<T> runs) {
  public Ran {
    runs = List.copyOf(runs);
  }
}
