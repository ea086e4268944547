package io.carillon.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows over runs: the table that is printed, and the same sums by name.
final class Table<T> {
  private static final int LABEL = 46;
  private static final int COLUMN = 14;

  private final List<Row<T>> rows;
  private final List<T> runs;

  Table(List<Row<T>> rows, List<T> runs) {
    this.rows = rows;
    this.runs = runs;
  }

  String text() {
    var text = new StringBuilder();
    if (runs.size() > 1) {
      text.append(cell("", -LABEL)).append(cell("median", COLUMN));
      for (var run = 1; run <= runs.size(); run++) {
        text.append(cell("run " + run, COLUMN));
      }
      text.append('\n');
    }
    for (var row : rows) {
      text.append(cell(row.label(), -LABEL)).append(cell(row.shown(row.summed(runs)), COLUMN));
      if (runs.size() > 1) {
        for (var run : runs) {
          text.append(cell(row.shown(row.value().applyAsDouble(run)), COLUMN));
        }
      }
      text.append('\n');
    }
    return text.toString();
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

  /// Negative widths align to the left.
  private static String cell(String text, int width) {
    return ("%" + width + "s").formatted(text);
  }
}
