package io.carillon.engine.dispatch;

import io.carillon.engine.lane.Lane;

/// How dispatch treats one carrier.
///
/// @param doubt what is done about unknown outcomes
/// @param rate parts a second at most; 0 = as many as it takes
/// @param throttling what is done when it says that we are too fast
/// @param limits how much its lane holds in memory
public record CarrierRules(DoubtPolicy doubt, int rate, Throttling throttling, Lane.Limits limits) {
  /// As most carriers are treated.
  public static final CarrierRules USUAL =
      new CarrierRules(DoubtPolicy.USUAL, 0, Throttling.USUAL, Lane.Limits.USUAL);

  public CarrierRules {
    if (rate < 0) {
      throw new IllegalArgumentException("rate: not below 0");
    }
  }

  /// These, with something else done about doubts.
  public CarrierRules with(DoubtPolicy policy) {
    return new CarrierRules(policy, rate, throttling, limits);
  }

  /// These, with a lane of other limits.
  public CarrierRules with(Lane.Limits other) {
    return new CarrierRules(doubt, rate, throttling, other);
  }

  /// These, at another rate.
  public CarrierRules atRate(int parts) {
    return new CarrierRules(doubt, parts, throttling, limits);
  }
}
