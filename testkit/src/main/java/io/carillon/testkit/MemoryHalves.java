package io.carillon.testkit;

import io.carillon.model.Half;
import io.carillon.model.port.Halves;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Reads the halves of a [MemoryStore].
record MemoryHalves(MemoryStore.Read read) implements Halves {
  private static final Comparator<Half> OLDEST = Comparator.comparing(Half::at);

  @Override
  public List<Half> newest(int limit) {
    return read.of(
        rows -> rows.halves.reversed().stream().sorted(OLDEST.reversed()).limit(limit).toList());
  }

  @Override
  public List<Half> matchable(int limit) {
    return read.of(rows ->
        select(
            rows,
            half ->
                rows.messages.values().stream()
                    .anyMatch(message ->
                        MemoryMessages.holds(message, half.carrier(), half.receipt().farId())),
            limit));
  }

  @Override
  public List<Half> olderThan(Instant moment, int limit) {
    return read.of(rows -> select(rows, half -> half.at().isBefore(moment), limit));
  }

  @Override
  public long count() {
    return read.of(rows -> (long) rows.halves.size());
  }

  private static List<Half> select(MemoryRows rows, Predicate<Half> which, int limit) {
    return rows.halves.stream().filter(which).sorted(OLDEST).limit(limit).toList();
  }
}
