package io.carillon.store.search;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store in memory.
final class FakeTruth implements Truth {
  final TreeMap<Id, Message> messages = new TreeMap<>();
  private final Map<Id, Entry.Owned> erased = new HashMap<>();
  private Optional<Id> mark = Optional.empty();

  synchronized void put(Message message) {
    messages.put(message.id().value(), message);
  }

  synchronized void erase(Id id) {
    var gone = messages.remove(id);
    if (gone != null) {
      erased.put(id, new Entry.Owned(gone.account(), id));
    }
  }

  synchronized List<Message> all() {
    return List.copyOf(messages.values());
  }

  /// The same store as it is now, elsewhere.
  synchronized FakeTruth copy() {
    var copy = new FakeTruth();
    copy.messages.putAll(messages);
    copy.erased.putAll(erased);
    copy.mark = mark;
    return copy;
  }

  /// What a search finds, by looking at all.
  List<Id> passing(Filter filter, boolean ascending) {
    var order = ascending ? Order.OLDEST : Order.NEWEST;
    return all().stream()
        .filter(filter::passes)
        .sorted(order.comparator())
        .map(message -> message.id().value())
        .toList();
  }

  @Override
  public synchronized Optional<Id> mark() {
    return mark;
  }

  @Override
  public synchronized void mark(Id next) {
    mark = Optional.of(next);
  }

  @Override
  public synchronized Optional<Id> highest() {
    return Optional.ofNullable(messages.lastEntry()).map(Map.Entry::getKey);
  }

  @Override
  public synchronized List<Entry> below(Id edge, int most) {
    return entries(new ArrayList<>(messages.headMap(edge, false).descendingMap().values()), most);
  }

  @Override
  public synchronized List<Entry> from(Id floor, int most) {
    return entries(new ArrayList<>(messages.tailMap(floor, true).values()), most);
  }

  private static List<Entry> entries(List<Message> some, int most) {
    return some.stream().limit(most).map(Entry::of).toList();
  }

  @Override
  public synchronized List<Standing> standings(List<Id> ids) {
    return ids.stream()
        .filter(messages::containsKey)
        .map(id -> messages.get(id))
        .map(message ->
            new Standing(message.id().value(), message.status(), message.state().times().sent()))
        .toList();
  }

  @Override
  public synchronized List<Entry.Owned> erased(int most) {
    return erased.values().stream().limit(most).toList();
  }

  @Override
  public synchronized void forget(List<Entry.Owned> some) {
    some.forEach(owned -> erased.remove(owned.id()));
  }
}
