package io.carillon.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows over runs: the table that is printed, and the same sums by name.
final class Table<T> {
  private final List<Row<T>> rows;
  private final List<T> runs;

  Table(List<Row<T>> rows, List<T> runs) {
    this.rows = rows;
    this.runs = runs;
  }

  String text() {
    var grid = new Grid();
    if (runs.size() > 1) {
      var head = new ArrayList<String>(List.of("", "median"));
      for (var run = 1; run <= runs.size(); run++) {
        head.add("run " + run);
      }
      grid.add(head);
    }
    for (var row : rows) {
      if (!row.isIn(runs)) {
        continue;
      }
      var cells = new ArrayList<String>(List.of(row.label(), row.shown(row.summed(runs))));
      if (runs.size() > 1) {
        runs.forEach(run -> cells.add(row.shown(row.value().applyAsDouble(run))));
      }
      grid.add(cells);
    }
    return grid.text();
  }

  /// The sums by the rows' keys, in the order of the rows, without what was not measured.
  Map<String, Double> sums() {
    var sums = new LinkedHashMap<String, Double>();
    for (var row : rows) {
      var sum = row.summed(runs);
      if (!Double.isNaN(sum)) {
        sums.put(row.key(), sum);
      }
    }
    return sums;
  }
}
