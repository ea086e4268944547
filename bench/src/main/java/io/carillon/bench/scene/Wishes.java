package io.carillon.bench.scene;

import io.carillon.bench.far.FarPlan;
import io.carillon.bench.load.Pace;

/// What was asked for of a scenario's load; 0 stands for what the scenario does by itself.
///
/// @param connections of the load
/// @param perSecond messages a second by a schedule; 0: a closed loop
/// @param carrierRate what the carrier takes a second, where the scenario limits it
/// @param tenants how many accounts send
/// @param flood how many messages of one account are queued before another's
/// @param far how the far end behaves, unless the scenario has it otherwise
public record Wishes(
    int connections, double perSecond, int carrierRate, int tenants, int flood, FarPlan far) {
  /// An open loop may have so many connections: beyond them it is the server that has stopped.
  private static final int OPEN_CONNECTIONS = 1_024;

  static final int CONNECTIONS = 64;

  int connections(int otherwise) {
    return connections > 0 ? connections : otherwise;
  }

  int carrierRate(int otherwise) {
    return carrierRate > 0 ? carrierRate : otherwise;
  }

  int tenants(int otherwise) {
    return tenants > 0 ? tenants : otherwise;
  }

  int flood(int otherwise) {
    return flood > 0 ? flood : otherwise;
  }

  /// The pace of a scenario that has one strand. A rate is measured on a server that was as busy as
  /// it can be before.
  Pace pace(int connectionsOtherwise) {
    return perSecond > 0
        ? Pace.open(connections(OPEN_CONNECTIONS), perSecond)
            .warmedBy(connections(connectionsOtherwise))
        : Pace.closed(connections(connectionsOtherwise));
  }

  /// The same at another rate.
  public Wishes at(double rate) {
    return new Wishes(connections, rate, carrierRate, tenants, flood, far);
  }
}
