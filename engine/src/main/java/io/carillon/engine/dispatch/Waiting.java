package io.carillon.engine.dispatch;

import java.time.Duration;
import java.util.Optional;

/// Notes, while claims are taken from a lane, what held flows back, and so when to look again.
final class Waiting {
  private final CarrierLane lane;
  private final RouteGates gates;
  private Optional<Duration> soonest = Optional.empty();
  private boolean isHeld;

  Waiting(CarrierLane lane, RouteGates gates) {
    this.lane = lane;
    this.gates = gates;
  }

  boolean mayGo(String flow) {
    if (gates.mayGo(flow)) {
      return true;
    }
    isHeld = true;
    var until = gates.untilOpen(flow);
    if (until.isPositive() && soonest.map(other -> until.compareTo(other) < 0).orElse(true)) {
      soonest = Optional.of(until);
    }
    return false;
  }

  /// Whether the limits of a route held anything back.
  boolean isHeld() {
    return isHeld;
  }

  /// When the lane is to be looked at again, though no carrier tells of room.
  Optional<Duration> next(long now) {
    return lane.lane().waiting() == 0 ? Optional.empty() : lane.untilAllowed(now).or(() -> soonest);
  }
}
