package io.carillon.front.usage;

import io.carillon.front.usage.Stretches.Step;
import java.time.LocalDate;
import java.util.Optional;

/// By what time usage is listed: the last word of a list's path.
public enum Interval {
  /// The days that were asked for, as one.
  ASKED(""),
  /// Since the account was opened, whatever days are asked for.
  ALL_TIME("AllTime"),
  DAILY("Daily"),
  MONTHLY("Monthly"),
  YEARLY("Yearly"),
  /// This and the following are the days of their names, whatever days are asked for.
  TODAY("Today"),
  YESTERDAY("Yesterday"),
  THIS_MONTH("ThisMonth"),
  LAST_MONTH("LastMonth");

  private final String word;

  Interval(String word) {
    this.word = word;
  }

  /// The last word of the path; empty = it has none.
  public String word() {
    return word;
  }

  /// The one whose word stands in a path.
  public static Optional<Interval> of(String word) {
    for (var interval : values()) {
      if (!word.isEmpty() && interval.word.equals(word)) {
        return Optional.of(interval);
      }
    }
    return Optional.empty();
  }

  /// What a list is made of.
  ///
  /// @param first the first day that was asked for
  /// @param last the last
  /// @param opened when the account was
  Stretches over(LocalDate first, LocalDate last, LocalDate opened, LocalDate today) {
    var month = today.withDayOfMonth(1);
    var begin = first.isBefore(opened) ? opened : first;
    var end = last.isAfter(today) ? today : last;
    return switch (this) {
      case ASKED -> new Stretches(Step.WHOLE, first, last);
      case ALL_TIME -> new Stretches(Step.WHOLE, opened, today);
      case DAILY -> new Stretches(Step.DAY, begin, end);
      case MONTHLY -> new Stretches(Step.MONTH, begin, end);
      case YEARLY -> new Stretches(Step.YEAR, begin, end);
      case TODAY -> new Stretches(Step.WHOLE, today, today);
      case YESTERDAY -> new Stretches(Step.WHOLE, today.minusDays(1), today.minusDays(1));
      case THIS_MONTH -> new Stretches(Step.WHOLE, month, today);
      case LAST_MONTH -> new Stretches(Step.WHOLE, month.minusMonths(1), month.minusDays(1));
    };
  }
}
