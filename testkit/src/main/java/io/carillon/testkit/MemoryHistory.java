package io.carillon.testkit;

import io.carillon.model.Message;
import io.carillon.model.port.History;
import java.util.List;

/// The history of a [MemoryStore].
final class MemoryHistory implements History {
  private final MemoryStore.Read read;

  MemoryHistory(MemoryStore.Read read) {
    this.read = read;
  }

  @Override
  public Page page(Filter filter, Order order, Start start, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("1 to " + PAGE_MAX + " messages a page, not " + limit);
    }
    if (order.by() != Key.ACCEPTED && start instanceof Start.After) {
      throw new IllegalArgumentException("a page behind a message goes by acceptance only");
    }
    var passing = passing(filter, order);
    var rest =
        switch (start) {
          case Start.First _ -> passing;
          case Start.Offset(var skipped) ->
              passing.subList((int) Math.min(skipped, passing.size()), passing.size());
          case Start.After(var after) ->
              passing.stream()
                  .filter(message ->
                      order.ascending()
                          ? message.id().compareTo(after) > 0
                          : message.id().compareTo(after) < 0)
                  .toList();
        };
    return new Page(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit);
  }

  private List<Message> passing(Filter filter, Order order) {
    return read.of(rows -> {
      var newest =
          rows.messages.values().stream()
              .filter(filter::passes)
              .sorted(Order.NEWEST.comparator())
              .limit(order.by() == Key.ACCEPTED ? Long.MAX_VALUE : SORTED_MAX)
              .toList();
      return newest.stream().sorted(order.comparator()).toList();
    });
  }

  @Override
  public Total count(Filter filter) {
    return new Total(passing(filter, Order.NEWEST).size(), false);
  }
}
