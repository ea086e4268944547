package io.carillon.bench;

import io.carillon.bench.scene.Scenario;
import io.carillon.bench.scene.Wishes;

/// One thing that a bench measures, as often as it repeats.
sealed interface Trial {
  /// Of its column or line in the report.
  String name();

  /// Our server.
  ///
  /// @param scenario what is sent
  /// @param wishes how
  /// @param share of what the first trial completed a second that is sent; 0: as the wishes say
  /// @param history how many messages of the past the store holds before; empty: none
  record Ours(String name, Scenario scenario, Wishes wishes, double share, String history)
      implements Trial {
    /// What to send, once the first trial has completed so many messages a second.
    Wishes wishes(double most) {
      return share == 0 ? wishes : wishes.at(Math.max(1, share * most));
    }
  }

  /// Kannel in its place.
  ///
  /// @param connections of the load
  record Kannel(int connections) implements Trial {
    @Override
    public String name() {
      return "Kannel, c" + connections;
    }
  }
}
