package io.carillon.testkit;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.port.AccountEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What accounts are owed to be told, in memory. Safe from any thread.
public final class MemoryAccountEvents implements AccountEvents {
  private static final Comparator<AccountEvent> BY_DUE =
      Comparator.comparing((AccountEvent event) -> event.telling().due().orElseThrow())
          .thenComparing(AccountEvent::id);

  private final TreeMap<Id, AccountEvent> events = new TreeMap<>();
  private final Consumer<Event> feed;

  /// Ones of which no feed tells.
  public MemoryAccountEvents() {
    this(_ -> {});
  }

  /// @param feed where what happens is told
  MemoryAccountEvents(Consumer<Event> feed) {
    this.feed = feed;
  }

  @Override
  public synchronized boolean raise(AccountEvent event) {
    if (standing(event.account(), event.what().kind()).isPresent()) {
      return false;
    }
    events.put(event.id(), event);
    feed.accept(Event.of(event));
    return true;
  }

  @Override
  public synchronized boolean end(AccountId account, Kind kind, Instant at) {
    var stood = standing(account, kind);
    stood.ifPresent(event -> events.put(event.id(), event.overAt(at)));
    return stood.isPresent();
  }

  @Override
  public synchronized void told(Id event, Notice.Telling telling) {
    events.computeIfPresent(event, (_, before) -> before.with(telling));
  }

  @Override
  public synchronized Optional<AccountEvent> find(Id event) {
    return Optional.ofNullable(events.get(event));
  }

  @Override
  public synchronized Optional<AccountEvent> standing(AccountId account, Kind kind) {
    return events.values().stream()
        .filter(event -> event.account().equals(account) && event.what().kind() == kind)
        .filter(event -> event.over().isEmpty())
        .findFirst();
  }

  @Override
  public synchronized List<AccountEvent> due(Instant now, Instant beyond, int limit) {
    return events.values().stream()
        .filter(event ->
            event.telling().due().filter(at -> !at.isAfter(now) || at.isAfter(beyond)).isPresent())
        .sorted(BY_DUE)
        .limit(Math.min(limit, ROWS_MAX))
        .toList();
  }

  @Override
  public synchronized List<AccountEvent> page(AccountId account, Optional<Id> behind, int limit) {
    var older = behind.map(id -> events.headMap(id, false)).orElse(events);
    return new ArrayList<>(older.descendingMap().values())
        .stream()
            .filter(event -> event.account().equals(account))
            .limit(Math.min(limit, ROWS_MAX))
            .toList();
  }
}
