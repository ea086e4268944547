package io.carillon.bench;

import java.util.Map;

/// The figures of one measured run; with these names they stand in the JSON file.
///
/// @param seconds how long was measured
/// @param perSecond messages a second
/// @param acceptMs request to answer
/// @param submitMs request to submit_sm at the far end
/// @param completeMs request to the webhook that says delivered
/// @param cpu of the measured time
/// @param memory of the server
/// @param gc pauses of the server in the measured time
/// @param disk what the server wrote
/// @param start of the server
/// @param outcome what became of all messages, warm-up included
record Figures(
    double seconds,
    Rates perSecond,
    Latency acceptMs,
    Latency submitMs,
    Latency completeMs,
    Cpu cpu,
    Memory memory,
    GcLog.Pauses gc,
    DiskUse disk,
    StartTimes start,
    Outcome outcome) {

  /// CPU of each part, in percent of one core; and the server's CPU time for one accepted message.
  record Cpu(double serverPercent, double farEndPercent, double loadPercent, double serverMicros) {}

  /// Resident memory in bytes; 0 where the system does not tell.
  record Memory(long idle, long after) {}

  /// Growth of the data folder for each accepted message, in bytes: while the server still runs,
  /// and after it has stopped.
  record DiskUse(double running, double stopped) {}

  /// Milliseconds from starting the process to its being ready, and from asking it to stop to its
  /// end.
  record StartTimes(double readyMs, double stopMs) {}

  /// @param accepted messages answered with 2xx
  /// @param completed different messages told delivered
  /// @param refused messages answered with 429 or 503
  /// @param errors messages of other answers or none, by kind
  /// @param errorExample the first unexpected answer
  /// @param lost accepted, never told delivered: must be 0
  /// @param neverSubmitted those of them that never came to the far end
  /// @param repeatedSubmits submit_sm of a text that the far end had already
  /// @param repeatedWebhooks webhooks that told again what was told
  /// @param refusedReceipts receipts that the server answered with an error
  /// @param strays what came to the far end and was of no message of ours
  /// @param drainSeconds from the end of the measured time to the last completion
  record Outcome(
      long accepted,
      long completed,
      long refused,
      Map<String, Long> errors,
      String errorExample,
      long lost,
      long neverSubmitted,
      long repeatedSubmits,
      long repeatedWebhooks,
      long refusedReceipts,
      long strays,
      double drainSeconds) {
    long errorCount() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
