package io.carillon.sandbox.smsc.script;

import java.time.Duration;
import java.util.List;

/// How much the centre takes from all together, and how that changes.
///
/// @param congestion whether each submit_sm_resp says congestion_state (SMPP 5.0 §4.8.4.18)
/// @param curve the steps in the order of their times; none = no limit
/// @param repeat after which the curve begins again; zero = its last step goes on for ever
public record Throttling(boolean congestion, List<Step> curve, Duration repeat) {
  public Throttling {
    curve = List.copyOf(curve);
  }

  /// From a moment on so many messages a second are taken; 0 = none at all.
  ///
  /// @param at since the script is in force
  public record Step(Duration at, int rate) {}

  /// Messages a second that are taken now, `since` the script is in force; -1 = no limit.
  public int rate(Duration since) {
    var at =
        repeat.isZero() ? since : Duration.ofNanos(since.toNanos() % Math.max(1, repeat.toNanos()));
    int rate = -1;
    for (var step : curve) {
      if (step.at().compareTo(at) > 0) {
        break;
      }
      rate = step.rate();
    }
    return rate;
  }
}
