package io.carillon.engine.receipt;

import io.carillon.model.Address;
import io.carillon.model.Half;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Receipts that came before we knew what they speak of, in memory: by far id, and by who wrote to
/// whom. Several may bear one far id: a repetition, or a step on the way and the end; and one may
/// bear several, where it is not known how its carrier's receipts name parts. At most 100,000, the
/// oldest are forgotten first; the store has them all under their first names, and a sweep finds
/// what memory forgot.
final class Parked {
  private static final int HALVES_MAX = 100_000;
  private static final SequencedSet<Half> NONE = new LinkedHashSet<>(0);

  /// By what the store keeps of them, which has no aliases.
  private final SequencedMap<Half, Half> halves = new LinkedHashMap<>();

  private final Map<Name, SequencedSet<Half>> byName = new HashMap<>();
  private final Map<Pair, SequencedSet<Half>> byPair = new HashMap<>();

  private record Name(String carrier, String farId) {
    static List<Name> of(Half half) {
      var names = half.receipt().names();
      return names.isEmpty()
          ? List.of(new Name(half.carrier(), ""))
          : names.stream().map(name -> new Name(half.carrier(), name)).toList();
    }
  }

  private record Pair(String carrier, Address sender, Address recipient) {
    static Pair of(Half half) {
      return new Pair(half.carrier(), half.receipt().sender(), half.receipt().recipient());
    }
  }

  synchronized void put(Half half) {
    if (halves.putIfAbsent(half.bare(), half) != null) {
      return;
    }
    for (var name : Name.of(half)) {
      byName.computeIfAbsent(name, _ -> new LinkedHashSet<>(2)).add(half);
    }
    byPair.computeIfAbsent(Pair.of(half), _ -> new LinkedHashSet<>(2)).add(half);
    if (halves.size() > HALVES_MAX) {
      remove(halves.firstEntry().getKey());
    }
  }

  /// Takes out those that bear this far id, oldest first.
  synchronized List<Half> take(String carrier, String farId) {
    var taken = List.copyOf(byName.getOrDefault(new Name(carrier, farId), NONE));
    taken.forEach(this::remove);
    return taken;
  }

  /// Those that speak of something between these two on a carrier, oldest first.
  synchronized List<Half> between(String carrier, Address sender, Address recipient) {
    return List.copyOf(byPair.getOrDefault(new Pair(carrier, sender, recipient), NONE));
  }

  synchronized void remove(Half half) {
    var known = halves.remove(half.bare());
    if (known != null) {
      Name.of(known).forEach(name -> drop(byName, name, known));
      drop(byPair, Pair.of(known), known);
    }
  }

  private static <K> void drop(Map<K, SequencedSet<Half>> from, K key, Half half) {
    var left = from.get(key);
    if (left != null) {
      left.remove(half);
      if (left.isEmpty()) {
        from.remove(key);
      }
    }
  }

  synchronized int size() {
    return halves.size();
  }
}
