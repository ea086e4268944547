package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Total;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Searches messages of an account without the index: where that is not ready, or not complete.
///
/// It walks the account's messages by time in *steps* of so many ids; in each the database leaves
/// out what its columns tell, and the filter itself has the last word. A step is a read of its own,
/// and the next begins where it ended; between them time may be over.
final class HistoryWalk {
  private static final int FIRST_LEAP = 2_000;
  private static final int LEAP = 20_000;
  private static final int ROWS = 1_000;

  /// So many reads of a count are made whatever time they take.
  private static final int READS_FREE = 2;

  private final Readers readers;
  private final Keys keys;

  HistoryWalk(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  /// Goes through what passes in a span, in order, until the page has enough or time is over.
  void walk(Filter filter, Order order, Span span, Gathered page) {
    var rest = leapBehind(filter, order, span, page);
    int batch = HistoryColumns.tellAll(filter) ? (int) Math.min(ROWS, page.wanted()) : ROWS;
    int leap = FIRST_LEAP;
    while (!rest.isEmpty() && page.goesOn()) {
      var step = step(filter, order, rest, leap);
      walkStep(filter, order, step, batch, page);
      page.inVain(leap);
      rest = rest.without(step, order);
      leap = LEAP;
      if (!rest.isEmpty() && page.goesOn()) {
        page.lookedUpTo(rest.passed(order));
      }
    }
  }

  private void walkStep(Filter filter, Order order, Span step, int batch, Gathered page) {
    var rest = step;
    while (!rest.isEmpty() && page.goesOn()) {
      var rows = rows(filter, order, rest, batch);
      rows.forEach(page::look);
      if (rows.size() < batch) {
        return;
      }
      rest = rest.behind(rows.getLast().id().value(), order);
    }
  }

  /// Leaps over whole steps while what passes in them is to be skipped anyway.
  private Span leapBehind(Filter filter, Order order, Span span, Gathered page) {
    var rest = span;
    while (HistoryColumns.tellAll(filter)
        && page.toSkip() > 0
        && !rest.isEmpty()
        && page.goesOn()) {
      var step = step(filter, order, rest, LEAP);
      long passing = count(filter, step);
      if (passing > page.toSkip()) {
        return rest;
      }
      page.skipped(passing);
      rest = rest.without(step, order);
    }
    return rest;
  }

  /// How many pass in a span; an estimate where time is over before all were counted.
  Total count(Filter filter, Span span, Deadline deadline) {
    return HistoryColumns.tellAll(filter)
        ? countColumns(filter, span, deadline)
        : countMessages(filter, span, deadline);
  }

  private Total countColumns(Filter filter, Span span, Deadline deadline) {
    var rest = span;
    long counted = 0;
    int reads = 0;
    while (!rest.isEmpty() && (reads++ < READS_FREE || !deadline.isOver())) {
      var step = step(filter, Order.NEWEST, rest, LEAP);
      counted += count(filter, step);
      rest = rest.without(step, Order.NEWEST);
    }
    return estimated(filter, counted, span, rest);
  }

  private Total countMessages(Filter filter, Span span, Deadline deadline) {
    var rest = span;
    long counted = 0;
    int reads = 0;
    while (!rest.isEmpty() && (reads++ < READS_FREE || !deadline.isOver())) {
      var rows = rows(filter, Order.NEWEST, rest, ROWS);
      counted += rows.stream().filter(filter::passes).count();
      if (rows.size() < ROWS) {
        return new Total(counted, false);
      }
      rest = rest.behind(rows.getLast().id().value(), Order.NEWEST);
    }
    return estimated(filter, counted, span, rest);
  }

  /// What was counted, and as much for each second of what is left.
  private Total estimated(Filter filter, long counted, Span span, Span rest) {
    if (rest.isEmpty()) {
      return new Total(counted, false);
    }
    var first = end(filter, "history_first");
    var last = end(filter, "history_last");
    if (first.isEmpty() || last.isEmpty()) {
      return new Total(counted, false);
    }
    double from = Math.max(first.get().epochMillis(), span.least().epochMillis());
    double to = Math.min(last.get().epochMillis(), span.most().epochMillis());
    double at = Math.clamp((double) rest.most().epochMillis(), from, to);
    double share = Math.max((to - at) / Math.max(1, to - from), 1e-6);
    return new Total(Math.round(counted / share), true);
  }

  private Optional<Id> end(Filter filter, String statement) {
    return readers.read(
        "where messages of an account end",
        session ->
            session
                .prepared(statement)
                .number(keys.findAccount(session, filter.account()))
                .one(Row::id));
  }

  private List<Message> rows(Filter filter, Order order, Span span, int most) {
    return readers.read(
        "messages of an account",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var query = session.prepared(order.ascending() ? "history_up" : "history_down");
          HistoryColumns.fill(query, account, filter, span);
          return new MessageRow(session, keys).messages(query.number(most));
        });
  }

  private long count(Filter filter, Span span) {
    return readers.read(
        "how many messages an account has",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var query = session.prepared("history_count");
          HistoryColumns.fill(query, account, filter, span);
          return query.one(Row::large).orElse(0L);
        });
  }

  /// The first part of a span: at most so many ids.
  private Span step(Filter filter, Order order, Span span, int leap) {
    return readers
        .read("the edge of a step", session -> edge(session, filter, order, span, leap))
        .map(edge -> span.until(edge, order))
        .orElse(span);
  }

  private Optional<Id> edge(Session session, Filter filter, Order order, Span span, int leap)
      throws SQLException {
    int account = keys.findAccount(session, filter.account());
    return session
        .prepared(order.ascending() ? "history_edge_up" : "history_edge_down")
        .number(account)
        .octets(span.floor())
        .octets(span.ceiling())
        .number(leap)
        .one(Row::id);
  }
}
