package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.port.Events;
import java.util.List;

/// Reads what happened in the accounts of a [MemoryStore].
record MemoryFeed(MemoryStore.Read read) implements Events {
  @Override
  public List<Kept> after(AccountId account, long number, int limit) {
    return read.of(rows -> rows.events.after(account, number, Math.min(limit, ROWS_MAX)));
  }

  @Override
  public Span span() {
    return read.of(rows -> rows.events.span());
  }
}
