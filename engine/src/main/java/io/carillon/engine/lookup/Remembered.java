package io.carillon.engine.lookup;

import io.carillon.model.Learned;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The networks that were learned or asked for lately, in memory, by the marks of their numbers. In
/// two generations: when the young one is full it becomes the old one, and that one is forgotten.
/// What is asked for comes to the young ones again. Safe from any thread.
final class Remembered {
  private final int half;
  private volatile ConcurrentHashMap<Long, Learned> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Long, Learned> old = new ConcurrentHashMap<>();

  /// @param most how many are remembered at most
  Remembered(int most) {
    half = Math.max(1, most / 2);
  }

  Optional<Learned> of(long mark) {
    var found = young.get(mark);
    if (found == null) {
      found = old.get(mark);
      if (found != null) {
        put(found);
      }
    }
    return Optional.ofNullable(found);
  }

  /// Remembers it, unless something newer is known.
  void put(Learned learned) {
    if (young.size() >= half) {
      turn();
    }
    young.merge(learned.mark(), learned, (a, b) -> b.at().isBefore(a.at()) ? a : b);
  }

  void forget(long mark) {
    young.remove(mark);
    old.remove(mark);
  }

  private synchronized void turn() {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }

  int size() {
    return young.size() + old.size();
  }
}
