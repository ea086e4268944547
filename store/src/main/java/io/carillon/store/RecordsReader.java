package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import java.util.Optional;
import java.util.TreeMap;

/// Searches messages and, where it is said from when on and the oldest come first, what is archived
/// with them.
///
/// Two pages are made, one of the tables and one of the archive, and merged by id up to where both
/// have looked. The tables come first: what leaves them meanwhile is met again in the archive.
final class RecordsReader implements History {
  private final History tables;
  private final Archive archive;

  RecordsReader(History tables, Archive archive) {
    this.tables = tables;
    this.archive = archive;
  }

  @Override
  public Page page(Filter filter, Order order, Start start, int limit) {
    var young = tables.page(filter, order, start, limit);
    boolean reaches =
        !archive.isEmpty()
            && order.equals(Order.OLDEST)
            && filter.times().accepted().from().isPresent();
    return switch (start) {
      case Start.First() when reaches -> merged(young, filter, new Id(0, 0), limit);
      case Start.After(var message) when reaches -> merged(young, filter, message.value(), limit);
      case Start.First _, Start.After _, Start.Offset _ -> young;
    };
  }

  private Page merged(Page young, Filter filter, Id after, int limit) {
    var old = archive.page(filter, after, limit);
    var edge = lower(young.behind(), old.behind());
    var all = new TreeMap<MessageId, Message>();
    old.messages().forEach(message -> all.put(message.id(), message));
    young.messages().forEach(message -> all.put(message.id(), message));
    var seen = edge.map(last -> all.headMap(last, true)).orElse(all);
    var messages = seen.values().stream().limit(limit).toList();
    if (messages.size() < seen.size()) {
      return new Page(messages, true);
    }
    return new Page(messages, edge.isPresent(), edge);
  }

  private static Optional<MessageId> lower(Optional<MessageId> a, Optional<MessageId> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return a.get().compareTo(b.get()) < 0 ? a : b;
  }

  @Override
  public Total count(Filter filter) {
    return tables.count(filter);
  }
}
