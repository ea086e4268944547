package io.carillon.bench.far;

import io.carillon.bench.rig.Flags;
import java.time.Duration;
import java.util.Map;

/// How the far end behaves.
///
/// @param receiptDelay how long receipts are held back
/// @param takenPerSecond submit_sm that are taken a second; those above are answered
///   ESME_RTHROTTLED. 0: all are taken
/// @param slowAnswer how long the slow webhook sink takes for its answer
public record FarPlan(Duration receiptDelay, int takenPerSecond, Duration slowAnswer) {
  /// Receipts at once, everything taken, 5 s.
  public static final FarPlan USUAL = new FarPlan(Duration.ZERO, 0, Duration.ofSeconds(5));

  static FarPlan of(Flags flags) {
    return new FarPlan(
        Duration.ofMillis(flags.number("receipt-delay", 0, 0, 3_600_000)),
        flags.number("taken-per-second", 0, 0, 1_000_000),
        Duration.ofMillis(flags.number("slow-answer", 5_000, 0, 60_000)));
  }

  Map<String, String> flags() {
    return Map.of(
        "receipt-delay", Long.toString(receiptDelay.toMillis()),
        "taken-per-second", Integer.toString(takenPerSecond),
        "slow-answer", Long.toString(slowAnswer.toMillis()));
  }
}
