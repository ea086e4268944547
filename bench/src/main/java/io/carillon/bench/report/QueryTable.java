package io.carillon.bench.report;

import io.carillon.bench.mark.Latency;
import io.carillon.bench.query.QueryFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The kinds of questions that were asked while the load ran: a line each.
final class QueryTable {
  private static final List<Row<QueryFigures.Kind>> COLUMNS =
      List.of(
          Row.median("", "asked", 0, kind -> kind.ms().count()),
          Row.median("", "p50 ms", 2, kind -> kind.ms().known(Latency::p50)),
          Row.median("", "p99 ms", 2, kind -> kind.ms().known(Latency::p99)),
          Row.median("", "most ms", 2, kind -> kind.ms().known(Latency::max)),
          Row.worst("", "failed", QueryFigures.Kind::failed),
          Row.worst("", "not asked", QueryFigures.Kind::unasked));

  private QueryTable() {}

  /// With medians where there are several runs; empty where nothing was asked.
  static String text(List<Figures> runs) {
    var kinds = runs.getFirst().queries().kinds();
    if (kinds.isEmpty()) {
      return "";
    }
    var grid = new Grid();
    grid.add(Stream.concat(Stream.of("questions"), COLUMNS.stream().map(Row::label)).toList());
    for (var i = 0; i < kinds.size(); i++) {
      var kind = i;
      var all = runs.stream().map(run -> run.queries().kinds().get(kind)).toList();
      var line = new ArrayList<String>();
      line.add(kinds.get(i).name());
      COLUMNS.forEach(column -> line.add(column.shown(column.summed(all))));
      grid.add(line);
    }
    return "\n" + grid.text();
  }
}
