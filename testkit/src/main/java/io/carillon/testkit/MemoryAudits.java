package io.carillon.testkit;

import io.carillon.model.port.Audits;
import java.util.OptionalLong;

/// Reads the audit log of a [MemoryStore].
record MemoryAudits(MemoryStore.Read read) implements Audits {
  @Override
  public Page page(Filter filter, boolean oldest, OptionalLong behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return read.of(rows -> {
      var order = oldest ? rows.audits : rows.audits.reversed();
      var rest =
          order.stream()
              .filter(filter::passes)
              .filter(line ->
                  behind.isEmpty()
                      || (oldest
                          ? line.number() > behind.getAsLong()
                          : line.number() < behind.getAsLong()))
              .toList();
      return new Page(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit);
    });
  }
}
