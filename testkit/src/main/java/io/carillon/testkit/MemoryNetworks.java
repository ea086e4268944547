package io.carillon.testkit;

import io.carillon.model.Learned;
import io.carillon.model.port.Networks;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Networks in memory, with marks that hide nothing. Safe from any thread.
public final class MemoryNetworks implements Networks {
  private static final Comparator<Learned> NEWEST =
      Comparator.comparing(Learned::at).reversed().thenComparingLong(Learned::mark);

  private final Map<Long, Learned> rows = new HashMap<>();

  @Override
  public Marks marks() {
    return number -> number.value().hashCode() * 0x9E37_79B9_7F4A_7C15L;
  }

  @Override
  public synchronized void keep(List<Learned> learned) {
    if (learned.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + " at a time");
    }
    for (var one : learned) {
      rows.merge(one.mark(), one, (a, b) -> b.at().isBefore(a.at()) ? a : b);
    }
  }

  @Override
  public synchronized Optional<Learned> of(long mark) {
    return Optional.ofNullable(rows.get(mark));
  }

  @Override
  public synchronized long forget(long mark) {
    return rows.remove(mark) == null ? 0 : 1;
  }

  @Override
  public synchronized List<Learned> newest(int limit) {
    return rows.values().stream().sorted(NEWEST).limit(Math.min(limit, ROWS_MAX)).toList();
  }

  @Override
  public synchronized long trim(Instant before, long most) {
    long all = rows.size();
    rows.values().removeIf(row -> row.at().isBefore(before));
    var kept = rows.values().stream().sorted(NEWEST).skip(most).map(Learned::mark).toList();
    kept.forEach(rows::remove);
    return all - rows.size();
  }
}
