package io.carillon.testkit;

import io.carillon.model.port.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Figures that tests can read. Safe from any thread.
public final class MemoryMeters implements Meters {
  private final Map<Figure, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Map<Figure, LongSupplier> gauges = new ConcurrentHashMap<>();

  private record Figure(String name, List<String> labels) {
    static Figure of(String name, String... labels) {
      return new Figure(name, List.of(labels));
    }

    boolean bears(String label, String value) {
      for (int i = 0; i + 1 < labels.size(); i += 2) {
        if (labels.get(i).equals(label) && labels.get(i + 1).equals(value)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public Count count(String name, String... labels) {
    return counts.computeIfAbsent(Figure.of(name, labels), _ -> new AtomicLong())::addAndGet;
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {
    gauges.put(Figure.of(name, labels), value);
  }

  @Override
  public void forget(String label, String value) {
    counts.keySet().removeIf(figure -> figure.bears(label, value));
    gauges.keySet().removeIf(figure -> figure.bears(label, value));
  }

  @Override
  public Timing timing(String name, String... labels) {
    var count = count(name, labels);
    return _ -> count.add(1);
  }

  /// How far a count, or the number of records of a timing, has come; 0 where nobody asked for it.
  public long counted(String name, String... labels) {
    var count = counts.get(Figure.of(name, labels));
    return count == null ? 0 : count.get();
  }

  /// What a gauge shows; 0 where there is none.
  public long shown(String name, String... labels) {
    var gauge = gauges.get(Figure.of(name, labels));
    return gauge == null ? 0 : gauge.getAsLong();
  }
}
