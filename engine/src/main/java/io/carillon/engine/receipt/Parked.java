package io.carillon.engine.receipt;

import io.carillon.model.Address;
import io.carillon.model.Half;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Receipts that came before we knew what they speak of, in memory: by far id, and by who wrote to
/// whom. At most 100,000, the oldest are forgotten first; the store has them all, and a sweep finds
/// what memory forgot.
final class Parked {
  private static final int HALVES_MAX = 100_000;

  private final Map<Name, Half> byName = new LinkedHashMap<>();
  private final Map<Pair, List<Half>> byPair = new HashMap<>();

  private record Name(String carrier, String farId) {}

  private record Pair(String carrier, Address sender, Address recipient) {
    static Pair of(Half half) {
      return new Pair(half.carrier(), half.receipt().sender(), half.receipt().recipient());
    }
  }

  synchronized void put(Half half) {
    if (byName.size() >= HALVES_MAX) {
      remove(byName.values().iterator().next());
    }
    byName.put(new Name(half.carrier(), half.receipt().farId()), half);
    byPair.computeIfAbsent(Pair.of(half), _ -> new ArrayList<>(1)).add(half);
  }

  synchronized Optional<Half> named(String carrier, String farId) {
    return Optional.ofNullable(byName.get(new Name(carrier, farId)));
  }

  /// Those that speak of something between these two on a carrier.
  synchronized List<Half> between(String carrier, Address sender, Address recipient) {
    return List.copyOf(byPair.getOrDefault(new Pair(carrier, sender, recipient), List.of()));
  }

  synchronized void remove(Half half) {
    byName.remove(new Name(half.carrier(), half.receipt().farId()));
    var pair = byPair.get(Pair.of(half));
    if (pair != null) {
      pair.remove(half);
      if (pair.isEmpty()) {
        byPair.remove(Pair.of(half));
      }
    }
  }

  synchronized int size() {
    return byName.size();
  }
}
