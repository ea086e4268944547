package io.carillon.bench.report;

import io.carillon.bench.load.LoadResult;
import io.carillon.bench.mark.Latency;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What the tables show.
final class Rows {
  private static final double MEGA = 1 << 20;

  private Rows() {}

  /// Of one measured run.
  static final List<Row<Figures>> OF_RUN =
      Stream.of(rates(), latencies(), costs(), outcomes()).flatMap(List::stream).toList();

  /// Of one start.
  static final List<Row<StartFigures>> OF_START =
      List.of(
          Row.median("firstReadyMs", "first start to ready, ms", 0, StartFigures::firstReadyMs),
          Row.median("secondReadyMs", "second start to ready, ms", 0, StartFigures::secondReadyMs),
          Row.median("stopMs", "stop, ms", 0, StartFigures::stopMs),
          Row.median("rssIdleMb", "RSS idle, MB", 0, f -> f.idleBytes() / MEGA));

  private static List<Row<Figures>> rates() {
    return List.of(
        Row.median("acceptedPerSecond", "accepted / s", 0, f -> f.perSecond().accepted()),
        Row.median("submittedPerSecond", "submitted / s", 0, f -> f.perSecond().submitted()),
        Row.<Figures>median("segmentsPerSecond", "submitted / s, segments", 0, Rows::segments)
            .ifAny(),
        Row.median("completedPerSecond", "completed / s", 0, f -> f.perSecond().completed()),
        Row.<Figures>median(
                "ceilingPercent",
                "submitted, % of what the far end takes",
                1,
                f -> known(f.ceilingPercent()))
            .ifAny());
  }

  private static List<Row<Figures>> latencies() {
    return Stream.of(
            times("accept", "POST → answer", Figures::acceptMs),
            times("submit", "POST → submit_sm", Figures::submitMs),
            times("complete", "POST → delivered", Figures::completeMs),
            schedule())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row<Figures>> times(
      String key, String label, Function<Figures, Latency> latency) {
    return List.of(
        Row.median(key + "P50Ms", label + ", p50 ms", 2, f -> latency.apply(f).known(Latency::p50)),
        Row.median(key + "P99Ms", label + ", p99 ms", 2, f -> latency.apply(f).known(Latency::p99)),
        Row.median(
            key + "P999Ms", label + ", p99.9 ms", 2, f -> latency.apply(f).known(Latency::p999)));
  }

  /// How an open loop kept its schedule.
  private static List<Row<Figures>> schedule() {
    return List.of(
        kept("askedPerSecond", "load: due / s", 0, f -> f.schedule().asked() / f.seconds()),
        kept("unsent", "load: due and not sent", 0, f -> f.schedule().unsent()),
        kept("behindP99Ms", "load: sent too late, p99 ms", 2, f -> f.schedule().behind().p99()),
        kept("behindMaxMs", "load: sent too late, most ms", 2, f -> f.schedule().behind().max()));
  }

  private static Row<Figures> kept(
      String key, String label, int decimals, ToDoubleFunction<Figures> value) {
    return Row.<Figures>median(
            key,
            label,
            decimals,
            f -> f.schedule().equals(LoadResult.Kept.NONE) ? Double.NaN : value.applyAsDouble(f))
        .ifAny();
  }

  private static List<Row<Figures>> costs() {
    return List.of(
        Row.median("serverCpuPercent", "CPU server, % of a core", 0, f -> f.cpu().serverPercent()),
        Row.median(
            "farEndCpuPercent", "CPU far end + sink, % of a core", 0, f -> f.cpu().farEndPercent()),
        Row.median("loadCpuPercent", "CPU load, % of a core", 0, f -> f.cpu().loadPercent()),
        Row.median("serverCpuMicros", "CPU server, µs / message", 1, f -> f.cpu().serverMicros()),
        Row.median("rssIdleMb", "RSS server idle, MB", 0, f -> f.memory().idle() / MEGA),
        Row.median("rssAfterMb", "RSS server after, MB", 0, f -> f.memory().after() / MEGA),
        Row.median("rssPeakMb", "RSS server at most, MB", 0, f -> f.memory().peak() / MEGA),
        Row.<Figures>median(
                "databaseMb",
                "memory of the database, MB",
                0,
                f -> known((double) f.memory().database()) / MEGA)
            .ifAny(),
        Row.median("gcPauses", "GC pauses", 0, f -> pauses(f, (double) f.gc().count())),
        Row.median("gcTotalMs", "GC pauses, ms in all", 1, f -> pauses(f, f.gc().totalMs())),
        Row.median("gcLongestMs", "GC pauses, longest ms", 1, f -> pauses(f, f.gc().longestMs())),
        Row.median("diskBytesRunning", "disk bytes / message, running", 0, f -> f.disk().running()),
        Row.median("diskBytesStopped", "disk bytes / message, stopped", 0, f -> f.disk().stopped()),
        Row.median(
            "diskBytesBeyondText",
            "disk bytes / message, beyond its text",
            0,
            f -> f.disk().beyondText()),
        Row.<Figures>median("syncsPerSecond", "syncs / s", 0, f -> known(f.syncs().perSecond()))
            .ifAny(),
        Row.<Figures>median(
                "messagesEachSync", "messages / sync", 1, f -> known(f.syncs().messagesEach()))
            .ifAny(),
        Row.median("readyMs", "start to ready, ms", 0, f -> f.start().readyMs()),
        Row.median("stopMs", "stop, ms", 0, f -> f.start().stopMs()));
  }

  private static List<Row<Figures>> outcomes() {
    return List.of(
        Row.median("drainSeconds", "drain, s", 1, f -> f.outcome().drainSeconds()),
        Row.median("accepted", "accepted in all", 0, f -> f.outcome().accepted()),
        Row.median("completed", "completed in all", 0, f -> f.outcome().completed()),
        Row.<Figures>median(
                "throttled", "submit_sm throttled", 0, f -> known((double) f.outcome().throttled()))
            .ifAny(),
        Row.<Figures>median(
                "owed", "webhooks that nobody took yet", 0, f -> known((double) f.outcome().owed()))
            .ifAny(),
        Row.worst("refused", "refused (429, 503)", f -> f.outcome().refused()),
        Row.<Figures>worst("refusedBluntly", "refused without Retry-After", Rows::bluntly).ifAny(),
        Row.worst("errors", "errors", f -> f.outcome().errorCount()),
        Row.worst("lost", "lost (must be 0)", f -> f.outcome().lost()),
        Row.worst("repeatedSubmits", "repeated submits", f -> f.outcome().repeatedSubmits()),
        Row.worst("repeatedWebhooks", "repeated webhooks", f -> f.outcome().repeatedWebhooks()),
        Row.worst("refusedReceipts", "receipts refused", f -> f.outcome().refusedReceipts()));
  }

  private static double segments(Figures figures) {
    var rates = figures.perSecond();
    return rates.segments() > 1.01 * rates.submitted() ? rates.segments() : Double.NaN;
  }

  /// Worth a word only where something was refused.
  private static double bluntly(Figures figures) {
    return figures.outcome().refused() == 0 ? Double.NaN : figures.outcome().refusedBluntly();
  }

  private static double pauses(Figures figures, double value) {
    return figures.gc().isKnown() ? value : Double.NaN;
  }

  private static double known(double value) {
    return value == 0 ? Double.NaN : value;
  }
}
