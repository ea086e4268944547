package io.carillon.bench.report;

import io.carillon.bench.mark.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The parts of a load side by side: a line each.
final class PartTable {
  private static final List<Row<Figures.Part>> COLUMNS =
      List.of(
          Row.median("", "accepted/s", 0, part -> part.perSecond().accepted()),
          Row.median("", "completed/s", 0, part -> part.perSecond().completed()),
          Row.median("", "answer p50", 1, part -> part.acceptMs().known(Latency::p50)),
          Row.median("", "p99", 1, part -> part.acceptMs().known(Latency::p99)),
          Row.median("", "submit_sm p50", 1, part -> part.submitMs().known(Latency::p50)),
          Row.median("", "p99", 1, part -> part.submitMs().known(Latency::p99)),
          Row.median("", "most", 1, part -> part.submitMs().known(Latency::max)),
          Row.median("", "delivered p50", 1, part -> part.completeMs().known(Latency::p50)),
          Row.median("", "p99", 1, part -> part.completeMs().known(Latency::p99)),
          Row.median("", "accepted", 0, Figures.Part::accepted),
          Row.worst("", "refused", Figures.Part::refused),
          Row.worst("", "owed", Figures.Part::owed),
          Row.worst("", "lost", Figures.Part::lost));

  private PartTable() {}

  /// With medians where there are several runs; empty where the load had one part only.
  static String text(List<Figures> runs) {
    var parts = runs.getFirst().parts();
    if (parts.isEmpty()) {
      return "";
    }
    var grid = new Grid();
    grid.add(Stream.concat(Stream.of("times in ms"), COLUMNS.stream().map(Row::label)).toList());
    for (var i = 0; i < parts.size(); i++) {
      var part = i;
      var all = runs.stream().map(run -> run.parts().get(part)).toList();
      var line = new ArrayList<String>();
      line.add(parts.get(i).name());
      COLUMNS.forEach(column -> line.add(column.shown(column.summed(all))));
      grid.add(line);
    }
    return "\n" + grid.text();
  }
}
