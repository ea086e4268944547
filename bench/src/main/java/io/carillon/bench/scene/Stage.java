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
/// @param opens whether the sink that is away opens when all that goes before the load was sent;
///   the load begins when it is told something
public record Stage(
    FarPlan far,
    int carrierRate,
    String settings,
    Duration drain,
    boolean releases,
    boolean opens) {
  static Stage usual(Wishes wishes) {
    return new Stage(wishes.far(), 0, "", Duration.ZERO, false, false);
  }

  /// What the far end or the carrier's rate lets through a second; 0: everything.
  public int ceiling() {
    return Math.max(far.takenPerSecond(), carrierRate);
  }

  Stage with(FarPlan other) {
    return new Stage(other, carrierRate, settings, drain, releases, opens);
  }

  Stage withRate(int rate) {
    return new Stage(far, rate, settings, drain, releases, opens);
  }

  Stage with(String more) {
    return new Stage(far, carrierRate, settings + more, drain, releases, opens);
  }

  Stage draining(Duration longer) {
    return new Stage(far, carrierRate, settings, longer, releases, opens);
  }

  Stage releasing() {
    return new Stage(far, carrierRate, settings, drain, true, opens);
  }

  Stage opening() {
    return new Stage(far, carrierRate, settings, drain, releases, true);
  }
}
