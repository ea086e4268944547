package io.carillon.front.usage;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/// Stretches of days, the newest first: what a list of usage has records of.
///
/// @param first the first day of the oldest; behind the last = there is no stretch
/// @param last the last day of the newest
public record Stretches(Step step, LocalDate first, LocalDate last) {
  /// How long one is. Those at the ends are cut off where the days end.
  public enum Step {
    WHOLE,
    DAY,
    MONTH,
    YEAR
  }

  /// One of them, in UTC.
  ///
  /// @param last belongs to it
  public record Stretch(LocalDate first, LocalDate last) {}

  /// How many there are.
  public long count() {
    if (last.isBefore(first)) {
      return 0;
    }
    return switch (step) {
      case WHOLE -> 1;
      case DAY -> ChronoUnit.DAYS.between(first, last) + 1;
      case MONTH -> ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(last)) + 1;
      case YEAR -> last.getYear() - first.getYear() + 1;
    };
  }

  /// One of them.
  ///
  /// @param index 0 for the newest, and less than the count
  public Stretch at(long index) {
    return switch (step) {
      case WHOLE -> new Stretch(first, last);
      case DAY -> new Stretch(last.minusDays(index), last.minusDays(index));
      case MONTH -> {
        var month = YearMonth.from(last).minusMonths(index);
        yield cut(month.atDay(1), month.atEndOfMonth());
      }
      case YEAR -> {
        var year = Year.from(last).minusYears(index);
        yield cut(year.atDay(1), year.atMonth(12).atEndOfMonth());
      }
    };
  }

  private Stretch cut(LocalDate begin, LocalDate end) {
    return new Stretch(begin.isBefore(first) ? first : begin, end.isAfter(last) ? last : end);
  }
}
