package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.History;
import io.carillon.store.search.Damaged;
import io.carillon.store.search.Index;
import io.carillon.store.search.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Searches messages of an account.
///
/// The index says which messages may pass, in order; they are read from the store, and the filter
/// itself has the last word. What the index does not hold yet is walked. Each read of the store is
/// short, and between them time may be over: then a page ends where it is.
final class HistoryReader implements History {
  /// How long a page is gathered that can be gone on with behind any message.
  private static final Duration PATIENCE = Duration.ofMillis(25);

  /// How long one is gathered that lies behind so many others, or is in another order.
  private static final Duration PATIENCE_WITH_OFFSETS = Duration.ofMillis(700);

  private static final Duration PATIENCE_WITH_COUNTS = Duration.ofMillis(20);
  private static final int ROWS = 8 * Sql.LIST;

  /// So many messages of a count are looked at whatever time it takes.
  private static final int LOOKED_FREE = 2_000;

  private final Readers readers;
  private final Keys keys;
  private final Optional<Index> index;
  private final Turns.OfSearches turns;
  private final HistoryWalk walk;
  private final HistorySorting sorting;
  private final Duration patience;
  private final Duration patienceWithCounts;

  HistoryReader(Readers readers, Keys keys, Optional<Index> index, Turns.OfSearches turns) {
    this(readers, keys, index, turns, PATIENCE);
  }

  /// @param patience how long a page is gathered that can be gone on with behind any message
  HistoryReader(
      Readers readers,
      Keys keys,
      Optional<Index> index,
      Turns.OfSearches turns,
      Duration patience) {
    this.turns = turns;
    this.patience = patience;
    patienceWithCounts =
        patience.compareTo(PATIENCE_WITH_COUNTS) < 0 ? patience : PATIENCE_WITH_COUNTS;
    this.readers = readers;
    this.keys = keys;
    this.index = index;
    walk = new HistoryWalk(readers, keys);
    sorting = new HistorySorting(readers, keys);
  }

  @Override
  public Page page(Filter filter, Order order, Start start, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("1 to " + PAGE_MAX + " messages a page, not " + limit);
    }
    boolean byTime = order.by() == Key.ACCEPTED;
    boolean quick = byTime && !filter.words().needMessages() && isComplete();
    return (quick ? turns.quick() : turns.slow())
        .take(() -> page(filter, order, start, limit, byTime));
  }

  private boolean isComplete() {
    return index.filter(it -> it.read().isComplete()).isPresent();
  }

  private Page page(Filter filter, Order order, Start start, int limit, boolean byTime) {
    return switch (start) {
      case Start.First _ when byTime -> page(filter, order, Optional.empty(), limit);
      case Start.First _ -> sorted(filter, order, 0, limit);
      case Start.Offset(var skipped) when byTime -> behind(filter, order, skipped, limit);
      case Start.Offset(var skipped) -> sorted(filter, order, skipped, limit);
      case Start.After(var message) when byTime ->
          page(filter, order, Optional.of(message.value()), limit);
      case Start.After _ ->
          throw new IllegalArgumentException("a page behind a message goes by acceptance only");
    };
  }

  private Page page(Filter filter, Order order, Optional<Id> after, int limit) {
    var deadline = Deadline.in(patience);
    var span = Span.of(filter, order, after);
    return gathered(filter, order, span, () -> new Gathered(filter, 0, limit, deadline)).page();
  }

  private Page behind(Filter filter, Order order, long skipped, int limit) {
    var deadline = Deadline.in(PATIENCE_WITH_OFFSETS);
    var span = Span.of(filter, order, Optional.empty());
    return gathered(filter, order, span, () -> new Gathered(filter, skipped, limit, deadline))
        .page();
  }

  private Gathered gathered(Filter filter, Order order, Span span, Supplier<Gathered> fresh) {
    var page = fresh.get();
    var reading = reading();
    try {
      if (reading.isPresent()) {
        gather(filter, order, span, reading.get(), page);
        return page;
      }
    } catch (Damaged broken) {
      index.ifPresent(it -> it.doubt(broken));
      page = fresh.get();
    }
    walk.walk(filter, order, span, page);
    return page;
  }

  private Optional<Reading> reading() {
    return index.map(Index::read).filter(Reading::isReady);
  }

  /// What lies below the index's edge is walked.
  private void gather(Filter filter, Order order, Span span, Reading reading, Gathered page) {
    var below = span.below(reading.edge());
    if (order.ascending() && !below.isEmpty()) {
      walk.walk(filter, order, below, page);
    }
    find(filter, order, span.from(reading.edge()), reading, page);
    if (!order.ascending() && !below.isEmpty() && page.goesOn()) {
      walk.walk(filter, order, below, page);
    }
  }

  private void find(Filter filter, Order order, Span span, Reading reading, Gathered page) {
    if (span.isEmpty() || !page.goesOn()) {
      return;
    }
    var answer = reading.answer(filter, span.least(), span.most(), order.ascending());
    if (page.toSkip() > 0 && answer.isExact()) {
      page.skipped(answer.skip(page.toSkip()));
    }
    boolean more = true;
    while (more && page.goesOn()) {
      int most = answer.isExact() ? (int) Math.min(ROWS, page.wanted()) : ROWS;
      var ids = answer.next(most);
      var messages = these(ids);
      messages.forEach(page::look);
      page.inVain(ids.size() - messages.size());
      if (!ids.isEmpty() && page.goesOn()) {
        page.lookedUpTo(ids.getLast());
      }
      more = ids.size() == most;
    }
  }

  /// Messages that still stand, in the order of their ids given.
  private List<Message> these(List<Id> ids) {
    var byId = new HashMap<Id, Message>();
    for (int from = 0; from < ids.size(); from += ROWS) {
      var some = ids.subList(from, Math.min(from + ROWS, ids.size()));
      readers.read(
          "messages that were found",
          session -> {
            for (int at = 0; at < some.size(); at += Sql.LIST) {
              var few = some.subList(at, Math.min(at + Sql.LIST, some.size()));
              new MessageRow(session, keys)
                  .messages(session.prepared("history_these").ids(few))
                  .forEach(message -> byId.put(message.id().value(), message));
            }
            return byId;
          });
    }
    var messages = new ArrayList<Message>(ids.size());
    for (var id : ids) {
      Optional.ofNullable(byId.get(id)).ifPresent(messages::add);
    }
    return messages;
  }

  /// The newest that pass, in another order: by the one column that makes it where the index knows
  /// all that pass, else by the messages.
  private Page sorted(Filter filter, Order order, long skipped, int limit) {
    var deadline = Deadline.in(PATIENCE_WITH_OFFSETS);
    var span = Span.of(filter, Order.NEWEST, Optional.empty());
    var reading = reading().filter(it -> it.isComplete());
    if (reading.isPresent() && !span.isEmpty()) {
      var answer = reading.get().answer(filter, span.least(), span.most(), false);
      if (answer.isExact()) {
        var ids = sorting.sorted(answer.next(SORTED_MAX), order, deadline);
        int from = (int) Math.min(skipped, ids.size());
        int to = Math.min(from + limit, ids.size());
        var messages = these(ids.subList(from, to)).stream().filter(filter::passes).toList();
        return new Page(messages, to < ids.size());
      }
    }
    var newest =
        gathered(filter, Order.NEWEST, span, () -> new Gathered(filter, 0, SORTED_MAX, deadline))
            .page();
    var messages = newest.messages().stream().sorted(order.comparator()).toList();
    int from = (int) Math.min(skipped, messages.size());
    int to = Math.min(from + limit, messages.size());
    return new Page(messages.subList(from, to), to < messages.size());
  }

  @Override
  public Total count(Filter filter) {
    boolean quick = !filter.words().needMessages() && isComplete();
    return (quick ? turns.quick() : turns.slow()).take(() -> counted(filter));
  }

  private Total counted(Filter filter) {
    var deadline = Deadline.in(patienceWithCounts);
    var span = Span.of(filter, Order.NEWEST, Optional.empty());
    var reading = reading();
    try {
      if (reading.isPresent()) {
        return count(filter, span, reading.get(), deadline);
      }
    } catch (Damaged broken) {
      index.ifPresent(it -> it.doubt(broken));
    }
    return walk.count(filter, span, deadline);
  }

  private Total count(Filter filter, Span span, Reading reading, Deadline deadline) {
    var above = span.from(reading.edge());
    var below = span.below(reading.edge());
    var found = above.isEmpty() ? new Total(0, false) : found(filter, above, reading, deadline);
    return below.isEmpty() ? found : found.plus(walk.count(filter, below, deadline));
  }

  private Total found(Filter filter, Span span, Reading reading, Deadline deadline) {
    var count = reading.count(filter, span.least(), span.most(), COUNT_MAX, deadline.left());
    if (count.exact() || count.messages() == 0) {
      return new Total(count.messages(), !count.whole());
    }
    var answer = reading.answer(filter, span.least(), span.most(), false);
    long looked = 0;
    long passed = 0;
    boolean more = true;
    while (more && (looked < LOOKED_FREE || (passed < COUNT_MAX && !deadline.isOver()))) {
      var ids = answer.next(ROWS);
      passed += these(ids).stream().filter(filter::passes).count();
      looked += ids.size();
      more = ids.size() == ROWS;
    }
    return more
        ? new Total(Math.round((double) passed / Math.max(1, looked) * count.messages()), true)
        : new Total(passed, false);
  }
}
