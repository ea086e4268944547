package io.carillon.bench.scene;

import io.carillon.bench.far.FarPlan;
import java.time.Duration;

/// How far end and server are set for a scenario.
///
/// @param far how the far end behaves
/// @param carrierRate the rate in the carrier's settings, parts a second; 0: none
/// @param settings further settings of the server, as YAML
/// @param drain how much longer than usual completions may take
/// @param releases whether the carrier's rate is lifted when the measured time is over
public record Stage(
    FarPlan far, int carrierRate, String settings, Duration drain, boolean releases) {
  static Stage usual(Wishes wishes) {
    return new Stage(wishes.far(), 0, "", Duration.ZERO, false);
  }

  /// What the far end or the carrier's rate lets through a second; 0: everything.
  public int ceiling() {
    return Math.max(far.takenPerSecond(), carrierRate);
  }

  Stage with(FarPlan other) {
    return new Stage(other, carrierRate, settings, drain, releases);
  }

  Stage withRate(int rate) {
    return new Stage(far, rate, settings, drain, releases);
  }

  Stage with(String more) {
    return new Stage(far, carrierRate, settings + more, drain, releases);
  }

  Stage draining(Duration longer) {
    return new Stage(far, carrierRate, settings, longer, releases);
  }

  Stage releasing() {
    return new Stage(far, carrierRate, settings, drain, true);
  }
}
