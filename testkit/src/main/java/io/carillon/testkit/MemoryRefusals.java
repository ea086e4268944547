package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Refused;
import io.carillon.model.port.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what policy refused of a [MemoryStore].
record MemoryRefusals(MemoryStore.Read read) implements Refusals {
  @Override
  public List<Refused> of(AccountId account, String requestId) {
    return read.of(rows ->
        rows.refusals.stream()
            .filter(refused -> refused.account().equals(account))
            .filter(refused -> refused.requestId().equals(requestId))
            .sorted(Comparator.comparingInt(Refused::index))
            .limit(ROWS_MAX)
            .toList());
  }

  @Override
  public Optional<Page> page(Filter filter, boolean oldest, Optional<Place> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return read.of(rows -> {
      var own =
          rows.refusals.stream()
              .filter(refused -> refused.account().equals(filter.account()))
              .toList();
      var order = oldest ? own : own.reversed();
      int at = behind.map(order.stream().map(Place::of).toList()::indexOf).orElse(-1);
      if (at < 0 && behind.isPresent()) {
        return Optional.empty();
      }
      var rest = order.stream().skip(at + 1L).filter(filter::passes).toList();
      return Optional.of(
          new Page(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit));
    });
  }
}
