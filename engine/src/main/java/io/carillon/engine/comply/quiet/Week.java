package io.carillon.engine.comply.quiet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In which hours of a week messages may come, on the clock of who gets them. A day that is not
/// named has none.
record Week(Map<DayOfWeek, List<Window>> days) {
  /// Whatever the hours, they come again within this time: a week, and the hour that a clock may be
  /// set by.
  static final Duration COMES_WITHIN = Duration.ofDays(8);

  private static final int DAYS_AHEAD = 8;

  Week {
    var copy = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
    days.forEach((day, windows) -> copy.put(day, List.copyOf(windows)));
    days = copy;
  }

  /// From one minute of a day until before another: 0 to 1440, the day's end.
  record Window(int from, int until) {
    static final int DAY = 24 * 60;

    Window {
      if (from < 0 || from >= until || until > DAY) {
        throw new IllegalArgumentException("a window opens before it closes, within one day");
      }
    }
  }

  /// The first moment, from this one on, at which it is one of these hours in every zone; empty
  /// where there is none within [#COMES_WITHIN].
  Optional<Instant> opening(Instant at, Collection<ZoneId> zones) {
    var limit = at.plus(COMES_WITHIN);
    var moment = at;
    while (!moment.isAfter(limit)) {
      var next = moment;
      for (var zone : zones) {
        var open = opening(next, zone);
        if (open.isEmpty()) {
          return Optional.empty();
        }
        next = open.get();
      }
      if (next.equals(moment)) {
        return Optional.of(moment);
      }
      moment = next;
    }
    return Optional.empty();
  }

  private Optional<Instant> opening(Instant at, ZoneId zone) {
    var today = at.atZone(zone).toLocalDate();
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      var date = today.plusDays(ahead);
      for (var window : days.getOrDefault(date.getDayOfWeek(), List.of())) {
        var closes = minute(date, window.until(), zone).withEarlierOffsetAtOverlap().toInstant();
        if (at.isBefore(closes)) {
          var opens = minute(date, window.from(), zone).withLaterOffsetAtOverlap().toInstant();
          return Optional.of(opens.isAfter(at) ? opens : at);
        }
      }
    }
    return Optional.empty();
  }

  /// An hour that the clock leaps over is the one behind the leap.
  private static ZonedDateTime minute(LocalDate date, int minute, ZoneId zone) {
    return date.atStartOfDay().plusMinutes(minute).atZone(zone);
  }
}
