package io.carillon.engine.comply.cap;

import java.time.Instant;
import java.time.ZoneId;

/// What is used of so many parts a day, from midnight to midnight in Los Angeles. Days follow each
/// other: a clock that is set back begins none again. Not for several threads at once.
final class DayRoom {
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private Day day;
  private int used;

  /// A day.
  ///
  /// @param until the midnight that ends it
  record Day(Instant from, Instant until) {
    static Day of(Instant now) {
      var date = now.atZone(ZONE).toLocalDate();
      return new Day(
          date.atStartOfDay(ZONE).toInstant(), date.plusDays(1).atStartOfDay(ZONE).toInstant());
    }
  }

  DayRoom(Instant now) {
    day = Day.of(now);
  }

  /// What an earlier run used of a day.
  void recall(Day of, int parts) {
    if (of.from().equals(day.from())) {
      used += parts;
    } else if (of.from().isAfter(day.from())) {
      day = of;
      used = parts;
    }
  }

  /// The day it is, begun anew where another has come.
  Day day(Instant now) {
    if (!now.isBefore(day.until())) {
      day = Day.of(now);
      used = 0;
    }
    return day;
  }

  int used(Instant now) {
    var _ = day(now);
    return used;
  }

  void take(int parts) {
    used += parts;
  }

  /// They did not go after all.
  ///
  /// @param of the day on which they were taken
  void giveBack(int parts, Day of) {
    if (of.equals(day)) {
      used -= parts;
    }
  }
}
