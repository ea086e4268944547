package io.carillon.bench.report;

import java.util.ArrayList;
import java.util.List;

/// Several measurements side by side: a column each, with its medians.
final class Columns {
  private Columns() {}

  static String text(List<Ran<Figures>> all) {
    var grid = new Grid();
    var head = new ArrayList<String>();
    head.add(all.getFirst().runs().size() > 1 ? "medians" : "");
    all.forEach(one -> head.add(one.name()));
    grid.add(head);
    for (var row : Rows.OF_RUN) {
      if (all.stream().anyMatch(one -> !Double.isNaN(row.summed(one.runs())))) {
        var line = new ArrayList<String>();
        line.add(row.label());
        all.forEach(one -> line.add(row.shown(row.summed(one.runs()))));
        grid.add(line);
      }
    }
    return grid.text();
  }
}
