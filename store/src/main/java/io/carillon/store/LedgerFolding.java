package io.carillon.store;

import io.carillon.model.Commit.Reason;
import io.carillon.model.Money;
import io.carillon.model.port.Ledger.Folded;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Folds old lines of the ledger, so many at a time: those of one account, book, currency and month
/// go, and what they came to is added to the month's closing line, in one transaction. So the sums
/// are the same after each step, and whoever dies between two goes on from the first line.
///
/// The closing line is the first of its month, made another: a book stays in the order in which it
/// was written. The newest line of all stays as it is, for SQLite gives the next one the number
/// behind the greatest that is there: so no number is given twice.
final class LedgerFolding {
  /// Lines that one step looks at.
  static final int LINES = 500;

  private final Session writer;

  LedgerFolding(Session writer) {
    this.writer = writer;
  }

  /// What is folded together.
  private record Drawer(int account, int book, String currency, YearMonth month) {}

  private record Line(long number, Drawer drawer, int reason, long micros, int moves, Instant at) {
    boolean isClosing() {
      return reason == Reason.CLOSING.code();
    }

    /// What two come to, in the place of this one; empty where that cannot be counted.
    Optional<Line> with(Line other) {
      var sum =
          MoneyRows.sum(
              new Money(micros, drawer.currency()), new Money(other.micros, drawer.currency()));
      long count = (long) moves + other.moves;
      var later = at.isAfter(other.at) ? at : other.at;
      return sum.filter(_ -> count <= Integer.MAX_VALUE)
          .map(all -> new Line(number, drawer, reason, all.micros(), (int) count, later));
    }
  }

  /// Looks at the next lines.
  Folded step(long behind, Instant before) throws SQLException {
    var lines = lines(behind);
    boolean full = lines.size() > LINES;
    if (!lines.isEmpty()) {
      lines.removeLast();
    }
    var drawers = new LinkedHashMap<Drawer, List<Line>>();
    long next = behind;
    boolean unbroken = true;
    for (var line : lines) {
      boolean old = line.at().isBefore(before);
      unbroken &= old;
      next = unbroken ? line.number() : next;
      if (old) {
        drawers.computeIfAbsent(line.drawer(), _ -> new ArrayList<>()).add(line);
      }
    }
    int gone = 0;
    for (var drawer : drawers.entrySet()) {
      gone += fold(drawer.getKey(), drawer.getValue());
    }
    writer.prepared("ledger_drop").run();
    boolean moved = gone > 0 || next > behind;
    return new Folded(next, gone, moved && full);
  }

  /// Those that one step looks at, and one more, which is the newest of all or not looked at.
  private List<Line> lines(long behind) throws SQLException {
    var query = writer.prepared("ledger_behind").number(behind).number(LINES + 1);
    return new ArrayList<>(query.list(this::line));
  }

  private Line line(Row row) throws SQLException {
    long number = row.large();
    int account = row.number();
    int book = row.number();
    int reason = row.number();
    long micros = row.large();
    var currency = row.text();
    int moves = row.number();
    var at = row.time();
    var month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    return new Line(number, new Drawer(account, book, currency, month), reason, micros, moves, at);
  }

  /// Answers how many lines go.
  private int fold(Drawer drawer, List<Line> lines) throws SQLException {
    var first = lines.getFirst();
    if (lines.size() == 1 && first.isClosing()) {
      return 0;
    }
    var standing = closing(drawer, first.number());
    var sum = standing.orElse(first);
    var rest = standing.isPresent() ? lines : lines.subList(1, lines.size());
    var drop = writer.prepared("ledger_drop");
    int gone = 0;
    for (var line : rest) {
      var next = sum.with(line);
      if (next.isPresent()) {
        sum = next.get();
        drop.number(line.number()).add();
        gone++;
      }
    }
    writer
        .prepared("ledger_close")
        .number(Reason.CLOSING.code())
        .number(sum.micros())
        .number(sum.moves())
        .time(sum.at())
        .number(sum.number())
        .change();
    return gone;
  }

  /// The closing line that an earlier step made.
  private Optional<Line> closing(Drawer drawer, long before) throws SQLException {
    return writer
        .prepared("ledger_closing")
        .number(drawer.account())
        .number(before)
        .number(drawer.book())
        .text(drawer.currency())
        .number(Reason.CLOSING.code())
        .time(start(drawer.month()))
        .time(start(drawer.month().plusMonths(1)))
        .one(this::line);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
