package io.carillon.engine.dispatch;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lanes before all carriers, by the carriers' names, in the order of the settings. They come
/// and go while messages move: who looks twice may see two different sets.
final class CarrierLanes {
  private volatile Map<String, CarrierLane> lanes = Map.of();

  /// The lane of a carrier; null where there is no such carrier.
  @Nullable CarrierLane of(String carrier) {
    return lanes.get(carrier);
  }

  Collection<CarrierLane> all() {
    return lanes.values();
  }

  /// Adds a lane, in the place of one of the same name: that one, or null.
  synchronized @Nullable CarrierLane add(CarrierLane lane) {
    var next = new LinkedHashMap<>(lanes);
    var replaced = next.put(lane.carrier().name(), lane);
    lanes = Collections.unmodifiableMap(next);
    return replaced;
  }

  /// Takes a lane out; null where there was none.
  synchronized @Nullable CarrierLane remove(String carrier) {
    var next = new LinkedHashMap<>(lanes);
    var gone = next.remove(carrier);
    lanes = Collections.unmodifiableMap(next);
    return gone;
  }
}
