package io.carillon.bench.report;

import io.carillon.bench.mark.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Many scenarios, a line each, with what counts most.
final class Lines {
  private static final double MEGA = 1 << 20;

  private static final List<Row<Figures>> COLUMNS =
      List.of(
          Row.median("", "accepted/s", 0, f -> f.perSecond().accepted()),
          Row.median("", "completed/s", 0, f -> f.perSecond().completed()),
          Row.median("", "answer p50", 1, f -> f.acceptMs().known(Latency::p50)),
          Row.median("", "p99", 1, f -> f.acceptMs().known(Latency::p99)),
          Row.median("", "delivered p50", 1, f -> f.completeMs().known(Latency::p50)),
          Row.median("", "p99", 1, f -> f.completeMs().known(Latency::p99)),
          Row.median("", "CPU µs", 0, f -> f.cpu().serverMicros()),
          Row.median("", "RSS MB", 0, f -> f.memory().peak() / MEGA),
          Row.median("", "bytes", 0, f -> f.disk().stopped()),
          Row.worst("", "refused", f -> f.outcome().refused()),
          Row.worst("", "errors", f -> f.outcome().errorCount()),
          Row.worst("", "lost", f -> f.outcome().lost()));

  private Lines() {}

  static String text(List<Ran<Figures>> all) {
    var grid = new Grid();
    grid.add(Stream.concat(Stream.of("times in ms"), COLUMNS.stream().map(Row::label)).toList());
    for (var one : all) {
      var line = new ArrayList<String>();
      line.add(one.name());
      COLUMNS.forEach(column -> line.add(column.shown(column.summed(one.runs()))));
      grid.add(line);
    }
    return grid.text();
  }
}
