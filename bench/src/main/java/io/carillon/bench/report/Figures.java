package io.carillon.bench.report;

import io.carillon.bench.load.LoadResult;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.query.QueryFigures;
import io.carillon.bench.rig.GcLog;
import java.util.List;
import java.util.Map;

/// The figures of one measured run; with these names they stand in the JSON file.
///
/// @param seconds how long was measured
/// @param perSecond messages a second
/// @param ceilingPercent how much of what the far end takes was submitted; 0 where it takes all
/// @param acceptMs request to answer; a request of a schedule counts from when it was due
/// @param submitMs request to the last submit_sm at the far end
/// @param completeMs request to completion
/// @param schedule how an open loop kept its schedule
/// @param cpu of the measured time
/// @param memory of the server
/// @param gc pauses of the server in the measured time
/// @param disk what the server wrote
/// @param syncs of the server in the measured time, where they were counted
/// @param start of the server
/// @param outcome what became of all messages, warm-up included
/// @param parts of the load, where it has several
/// @param queries that were asked in the measured time, where some were
public record Figures(
    double seconds,
    Rates perSecond,
    double ceilingPercent,
    Latency acceptMs,
    Latency submitMs,
    Latency completeMs,
    LoadResult.Kept schedule,
    Cpu cpu,
    Memory memory,
    GcLog.Pauses gc,
    DiskUse disk,
    Syncs syncs,
    StartTimes start,
    Outcome outcome,
    List<Part> parts,
    QueryFigures queries) {
  public Figures {
    parts = List.copyOf(parts);
  }

  /// CPU in percent of one core, and the CPU time of the server (with its database) for one
  /// message.
  ///
  /// @param processes of each process of the server, where it has several
  public record Cpu(
      double serverPercent,
      double farEndPercent,
      double loadPercent,
      double serverMicros,
      Map<String, Double> processes) {}

  /// Resident memory of the server in bytes; 0 where the system does not tell.
  ///
  /// @param database what the processes of its database take after the load, where it has some
  public record Memory(long idle, long after, long peak, long database) {}

  /// Growth of the data folder for each accepted message, in bytes: while the server still runs,
  /// after it has stopped, and what of that is not the message's text.
  public record DiskUse(double running, double stopped, double beyondText) {}

  /// How often the server (with its database) synced to disk.
  ///
  /// @param count in the measured time
  /// @param perSecond of them
  /// @param messagesEach accepted messages for each
  public record Syncs(long count, double perSecond, double messagesEach) {
    /// They were not counted.
    public static final Syncs NONE = new Syncs(0, 0, 0);
  }

  /// Milliseconds from starting the process to its being ready, and from asking it to stop to its
  /// end.
  public record StartTimes(double readyMs, double stopMs) {}

  /// What became of all messages, those of the warm-up too.
  ///
  /// @param accepted messages answered with 2xx
  /// @param completed different messages completed
  /// @param refused messages answered with 429 or 503
  /// @param refusedBluntly those of them without a `Retry-After`
  /// @param errors messages of other answers or none, by kind
  /// @param errorExample the first unexpected answer
  /// @param lost accepted, never completed: must be 0
  /// @param neverSubmitted those of them that never came to the far end
  /// @param owed webhooks that endpoints of no use were not told
  /// @param throttled submit_sm answered with ESME_RTHROTTLED
  /// @param repeatedSubmits submit_sm of a text that the far end had already
  /// @param repeatedWebhooks webhooks that told again what was told
  /// @param refusedReceipts receipts that the server answered with an error
  /// @param strays what came to the far end and was of no message of ours
  /// @param drainSeconds from the end of the measured time to the last completion
  public record Outcome(
      long accepted,
      long completed,
      long refused,
      long refusedBluntly,
      Map<String, Long> errors,
      String errorExample,
      long lost,
      long neverSubmitted,
      long owed,
      long throttled,
      long repeatedSubmits,
      long repeatedWebhooks,
      long refusedReceipts,
      long strays,
      double drainSeconds) {
    public long errorCount() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// What one part of the load saw.
  ///
  /// @param perSecond in the measured time; segments are not told apart
  /// @param accepted in all
  public record Part(
      String name,
      Rates perSecond,
      Latency acceptMs,
      Latency submitMs,
      Latency completeMs,
      LoadResult.Kept schedule,
      long accepted,
      long refused,
      long lost,
      long owed) {}
}
