package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.port.Events.Kept;
import io.carillon.model.port.Events.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// What happened in the accounts of a [MemoryStore].
final class MemoryEvents {
  private static final Duration KEPT = Duration.ofDays(3);

  private final TreeMap<Long, Event> all = new TreeMap<>();

  void put(Event event) {
    all.put(all.isEmpty() ? 1 : all.lastKey() + 1, event);
  }

  /// The newest stays.
  void sweep(Instant now) {
    var limit = now.minus(KEPT);
    while (all.size() > 1 && all.firstEntry().getValue().at().isBefore(limit)) {
      all.pollFirstEntry();
    }
  }

  List<Kept> after(AccountId account, long number, int limit) {
    return all.tailMap(number, false).entrySet().stream()
        .filter(entry -> entry.getValue().account().equals(account))
        .limit(limit)
        .map(entry -> new Kept(entry.getKey(), entry.getValue()))
        .toList();
  }

  Span span() {
    return all.isEmpty() ? new Span(0, 0) : new Span(all.firstKey(), all.lastKey());
  }
}
