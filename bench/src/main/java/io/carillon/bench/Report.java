package io.carillon.bench;

import java.util.List;
import java.util.Map;

/// What a bench found: printed as one table, written as one JSON file.
///
/// @param settings what was asked for, in words
/// @param machine where
/// @param medians of the runs, by name; of counts that should be 0 the worst
/// @param runs each one whole
/// @param table as printed
record Report<T>(
    Map<String, Object> settings,
    Machine machine,
    Map<String, Double> medians,
    List<T> runs,
    String table) {
  private static final double MEGA = 1 << 20;

  private static final List<Row<Figures>> ROWS =
      List.of(
          Row.median("acceptedPerSecond", "accepted / s", 0, f -> f.perSecond().accepted()),
          Row.median("submittedPerSecond", "submitted / s", 0, f -> f.perSecond().submitted()),
          Row.median("completedPerSecond", "completed / s", 0, f -> f.perSecond().completed()),
          Row.median(
              "acceptP50Ms", "POST → answer, p50 ms", 2, f -> f.acceptMs().known(Latency::p50)),
          Row.median(
              "acceptP99Ms", "POST → answer, p99 ms", 2, f -> f.acceptMs().known(Latency::p99)),
          Row.median(
              "acceptP999Ms", "POST → answer, p99.9 ms", 2, f -> f.acceptMs().known(Latency::p999)),
          Row.median(
              "submitP50Ms", "POST → submit_sm, p50 ms", 2, f -> f.submitMs().known(Latency::p50)),
          Row.median(
              "submitP99Ms", "POST → submit_sm, p99 ms", 2, f -> f.submitMs().known(Latency::p99)),
          Row.median(
              "completeP50Ms",
              "POST → delivered, p50 ms",
              2,
              f -> f.completeMs().known(Latency::p50)),
          Row.median(
              "completeP99Ms",
              "POST → delivered, p99 ms",
              2,
              f -> f.completeMs().known(Latency::p99)),
          Row.median(
              "completeP999Ms",
              "POST → delivered, p99.9 ms",
              2,
              f -> f.completeMs().known(Latency::p999)),
          Row.median(
              "serverCpuPercent", "CPU server, % of a core", 0, f -> f.cpu().serverPercent()),
          Row.median(
              "farEndCpuPercent",
              "CPU far end + sink, % of a core",
              0,
              f -> f.cpu().farEndPercent()),
          Row.median("loadCpuPercent", "CPU load, % of a core", 0, f -> f.cpu().loadPercent()),
          Row.median("serverCpuMicros", "CPU server, µs / message", 1, f -> f.cpu().serverMicros()),
          Row.median("rssIdleMb", "RSS server idle, MB", 0, f -> f.memory().idle() / MEGA),
          Row.median("rssAfterMb", "RSS server after, MB", 0, f -> f.memory().after() / MEGA),
          Row.median("gcPauses", "GC pauses", 0, f -> f.gc().count()),
          Row.median("gcTotalMs", "GC pauses, ms in all", 1, f -> f.gc().totalMs()),
          Row.median("gcLongestMs", "GC pauses, longest ms", 1, f -> f.gc().longestMs()),
          Row.median(
              "diskBytesRunning", "disk bytes / message, running", 0, f -> f.disk().running()),
          Row.median(
              "diskBytesStopped", "disk bytes / message, stopped", 0, f -> f.disk().stopped()),
          Row.median("readyMs", "start to ready, ms", 0, f -> f.start().readyMs()),
          Row.median("stopMs", "stop, ms", 0, f -> f.start().stopMs()),
          Row.median("drainSeconds", "drain, s", 1, f -> f.outcome().drainSeconds()),
          Row.median("accepted", "accepted in all", 0, f -> f.outcome().accepted()),
          Row.median("completed", "completed in all", 0, f -> f.outcome().completed()),
          Row.worst("refused", "refused (429, 503)", f -> f.outcome().refused()),
          Row.worst("errors", "errors", f -> f.outcome().errorCount()),
          Row.worst("lost", "lost (must be 0)", f -> f.outcome().lost()),
          Row.worst("repeatedSubmits", "repeated submits", f -> f.outcome().repeatedSubmits()),
          Row.worst("repeatedWebhooks", "repeated webhooks", f -> f.outcome().repeatedWebhooks()),
          Row.worst("refusedReceipts", "receipts refused", f -> f.outcome().refusedReceipts()));

  private static final List<Row<StartFigures>> START_ROWS =
      List.of(
          Row.median("firstReadyMs", "first start to ready, ms", 0, StartFigures::firstReadyMs),
          Row.median("secondReadyMs", "second start to ready, ms", 0, StartFigures::secondReadyMs),
          Row.median("stopMs", "stop, ms", 0, StartFigures::stopMs),
          Row.median("rssIdleMb", "RSS idle, MB", 0, f -> f.idleBytes() / MEGA));

  /// The report of measured runs; at least one.
  static Report<Figures> of(Options options, Machine machine, List<Figures> runs) {
    return of(options, machine, new Table<>(ROWS, runs), runs);
  }

  /// The report of starts only; at least one.
  static Report<StartFigures> ofStarts(Options options, Machine machine, List<StartFigures> runs) {
    return of(options, machine, new Table<>(START_ROWS, runs), runs);
  }

  /// With the column of medians and one for each run, under what was asked for and where.
  String text() {
    return settings.get("what") + "\n" + machine.sentence() + "\n\n" + table;
  }

  /// The same for programs.
  String json() {
    return Json.pretty(new File<>(settings, machine, medians, runs));
  }

  private record File<T>(
      Map<String, Object> settings, Machine machine, Map<String, Double> medians, List<T> runs) {}

  private static <T> Report<T> of(Options options, Machine machine, Table<T> table, List<T> runs) {
    return new Report<>(options.settings(), machine, table.sums(), List.copyOf(runs), table.text());
  }
}
