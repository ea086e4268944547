package io.carillon.testkit;

import io.carillon.model.Spending;
import io.carillon.model.port.Spendings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what was used up of a [MemoryStore].
record MemorySpendings(MemoryStore.Read read) implements Spendings {
  private static final Comparator<Spending> ORDER =
      Comparator.comparing(Spending::owner)
          .thenComparing(Spending::name)
          .thenComparing(Spending::from);

  @Override
  public List<Spending> standing(Instant now, Optional<Spending> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return read.of(rows ->
        rows.spent.entrySet().stream()
            .map(spent -> spent.getKey().of(spent.getValue()))
            .filter(spending -> spending.until().isAfter(now))
            .filter(spending -> behind.map(it -> ORDER.compare(spending, it) > 0).orElse(true))
            .sorted(ORDER)
            .limit(limit)
            .toList());
  }
}
