package io.carillon.store;

import io.carillon.model.Message;
import io.carillon.model.port.History;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Searches messages of an account.
///
/// Problem: any filter may be asked, no index stands for any, and one read may not take long. Idea:
/// walk the account's messages by time in *steps* of so many ids; in each the database leaves out
/// what its columns tell, and the filter itself has the last word. Invariant: a step is a read of
/// its own, and the next begins where it ended.
final class HistoryReader implements History {
  private static final int FIRST_LEAP = 2_000;
  private static final int LEAP = 20_000;
  private static final int ROWS = 1_000;

  private final Readers readers;
  private final Keys keys;

  HistoryReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public Page page(Filter filter, Order order, Start start, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("1 to " + PAGE_MAX + " messages a page, not " + limit);
    }
    return switch (start) {
      case Start.Offset(var skipped) when order.by() != Key.ACCEPTED ->
          sorted(filter, order, skipped, limit);
      case Start.Offset(var skipped) ->
          walked(filter, order, Span.of(filter, order, Optional.empty()), skipped, limit);
      case Start.After(var message) -> {
        if (order.by() != Key.ACCEPTED) {
          throw new IllegalArgumentException("a page behind a message goes by acceptance only");
        }
        var span = Span.of(filter, order, Optional.of(message.value()));
        yield walked(filter, order, span, 0, limit);
      }
    };
  }

  private Page sorted(Filter filter, Order order, long skipped, int limit) {
    var newest = new ArrayList<Message>();
    walk(
        filter,
        Order.NEWEST,
        Span.of(filter, Order.NEWEST, Optional.empty()),
        ROWS,
        message -> newest.add(message) && newest.size() < SORTED_MAX);
    newest.sort(order.comparator());
    int from = (int) Math.min(skipped, newest.size());
    int to = Math.min(from + limit, newest.size());
    return new Page(newest.subList(from, to), to < newest.size());
  }

  private Page walked(Filter filter, Order order, Span span, long skipped, int limit) {
    var found = new ArrayList<Message>(limit + 1);
    var toSkip = new long[] {skipped};
    var rest = hasWords(filter) ? span : behind(filter, order, span, toSkip);
    int batch = hasWords(filter) ? ROWS : (int) Math.min(ROWS, toSkip[0] + limit + 1);
    walk(
        filter,
        order,
        rest,
        batch,
        message -> {
          if (toSkip[0] > 0) {
            toSkip[0]--;
          } else {
            found.add(message);
          }
          return found.size() <= limit;
        });
    boolean more = found.size() > limit;
    return new Page(more ? found.subList(0, limit) : found, more);
  }

  /// Leaps over whole steps while what passes in them is to be skipped anyway.
  private Span behind(Filter filter, Order order, Span span, long[] toSkip) {
    var rest = span;
    while (toSkip[0] > 0 && !rest.isEmpty()) {
      var step = step(filter, order, rest, LEAP);
      long passing = count(filter, step);
      if (passing > toSkip[0]) {
        return rest;
      }
      toSkip[0] -= passing;
      rest = rest.without(step, order);
    }
    return rest;
  }

  @Override
  public long count(Filter filter) {
    var rest = Span.of(filter, Order.NEWEST, Optional.empty());
    if (hasWords(filter)) {
      var passed = new long[1];
      walk(filter, Order.NEWEST, rest, ROWS, _ -> ++passed[0] < COUNT_MAX);
      return passed[0];
    }
    long counted = 0;
    while (counted < COUNT_MAX && !rest.isEmpty()) {
      var step = step(filter, Order.NEWEST, rest, LEAP);
      counted += count(filter, step);
      rest = rest.without(step, Order.NEWEST);
    }
    return Math.min(counted, COUNT_MAX);
  }

  /// Columns cannot tell of tags, nor of words in the content.
  private static boolean hasWords(Filter filter) {
    return !filter.words().body().isEmpty() || !filter.words().tags().isEmpty();
  }

  /// Goes through what passes, in order, until `next` has enough.
  private void walk(Filter filter, Order order, Span span, int batch, Predicate<Message> next) {
    var rest = span;
    int leap = FIRST_LEAP;
    while (!rest.isEmpty()) {
      var step = step(filter, order, rest, leap);
      if (!walkStep(filter, order, step, batch, next)) {
        return;
      }
      rest = rest.without(step, order);
      leap = LEAP;
    }
  }

  private boolean walkStep(
      Filter filter, Order order, Span step, int batch, Predicate<Message> next) {
    var rest = step;
    while (!rest.isEmpty()) {
      var rows = rows(filter, order, rest, batch);
      for (var message : rows) {
        if (filter.passes(message) && !next.test(message)) {
          return false;
        }
      }
      if (rows.size() < batch) {
        return true;
      }
      rest = rest.behind(rows.getLast().id().value(), order);
    }
    return true;
  }

  private List<Message> rows(Filter filter, Order order, Span span, int most) {
    return readers.read(
        "messages of an account",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var query = session.prepared(order.ascending() ? "history_up" : "history_down");
          fill(query, account, filter, span);
          return new MessageRow(session, keys).messages(query.number(most));
        });
  }

  private long count(Filter filter, Span span) {
    return readers.read(
        "how many messages an account has",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var query = session.prepared("history_count");
          fill(query, account, filter, span);
          return query.one(Row::large).orElse(0L);
        });
  }

  /// The first part of a span, of about so many ids.
  private Span step(Filter filter, Order order, Span span, int leap) {
    var edge =
        readers.read(
            "where messages of an account stand",
            session ->
                session
                    .prepared(order.ascending() ? "history_edge_up" : "history_edge_down")
                    .number(keys.findAccount(session, filter.account()))
                    .octets(span.floor())
                    .octets(span.ceiling())
                    .number(leap)
                    .one(Row::id));
    return edge.map(id -> span.until(id, order)).orElse(span);
  }

  private static void fill(Prepared query, int account, Filter filter, Span span)
      throws SQLException {
    var kinds = filter.kinds();
    var sent = filter.times().sent();
    boolean anySent = sent.equals(Period.ANY);
    long never = anySent ? 0 : Long.MIN_VALUE;
    query
        .number(account)
        .octets(span.floor())
        .octets(span.ceiling())
        .number(bits(kinds.directions().stream().mapToInt(it -> it.code())))
        .number(bits(kinds.channels().stream().mapToInt(it -> it.code())))
        .number(bits(kinds.statuses().stream().mapToInt(it -> it.code())))
        .text(pattern(filter.ends().from()))
        .text(pattern(filter.ends().to()));
    query
        .number(filter.times().accepted().from().map(Micros::of).orElse(Long.MIN_VALUE))
        .number(filter.times().accepted().until().map(Micros::of).orElse(Long.MAX_VALUE))
        .number(never)
        .number(sent.from().map(Micros::of).orElse(anySent ? Long.MIN_VALUE : Long.MIN_VALUE + 1))
        .number(never)
        .number(sent.until().map(Micros::of).orElse(Long.MAX_VALUE))
        .number(filter.words().reference().isEmpty() ? 1 : 0)
        .text(filter.words().reference())
        .number(bits(filter.live().stream().mapToInt(live -> live ? 0 : 1)));
  }

  /// No code at all stands for every one.
  private static int bits(IntStream codes) {
    return codes.map(code -> 1 << code).reduce((a, b) -> a | b).orElse(-1);
  }

  private static String pattern(Match match) {
    if (match.value().isEmpty()) {
      return "%";
    }
    var value = match.value().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    return match.suffix() ? "%" + value : value;
  }
}
