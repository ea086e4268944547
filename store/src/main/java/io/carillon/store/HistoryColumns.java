package io.carillon.store;

import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.IntStream;

/// What the columns of messages tell of a filter: how it is filled into `history_where`.
final class HistoryColumns {
  private HistoryColumns() {}

  /// Columns cannot tell of tags, nor of words in the content, nor what is a reply.
  static boolean tellAll(Filter filter) {
    return !filter.words().needMessages() && filter.words().tags().isEmpty();
  }

  static void fill(Prepared query, int account, Filter filter, Span span) throws SQLException {
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
