package io.carillon.engine.reply;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// When a business is open, on the clock of one place: an hour that the clock leaps over does not
/// come, one that it shows twice counts twice.
///
/// @param zone the clock's
/// @param windows each open on its days
/// @param closed dates on which it is not open at all
public record OpenHours(ZoneId zone, List<Window> windows, Set<LocalDate> closed) {
  /// How many windows there may be.
  public static final int WINDOWS_MAX = 50;

  /// How many closed dates there may be.
  public static final int CLOSED_MAX = 100;

  private static final int DAY = 24 * 60;
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?:([a-z]{3})(?:-([a-z]{3}))? +)?([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])");

  public OpenHours {
    windows = List.copyOf(windows);
    closed = Set.copyOf(closed);
  }

  /// From one minute of a day until before another, on these days.
  ///
  /// @param until at most 1,440, the day's end
  /// @param written as it was written
  public record Window(String written, Set<DayOfWeek> days, int from, int until) {
    public Window {
      days = Set.copyOf(days);
      if (from < 0 || from >= until || until > DAY) {
        throw new IllegalArgumentException("a window opens before it closes, within one day");
      }
    }
  }

  /// Reads what was written: `mon-fri 09:00-17:00`, `sat 10:00-12:00`, or without days for all.
  ///
  /// @param closed ISO 8601 dates
  /// @throws IllegalArgumentException where something of it is not of this form
  public static OpenHours of(String zone, List<String> windows, List<String> closed) {
    try {
      var dates = new HashSet<LocalDate>();
      closed.forEach(date -> dates.add(LocalDate.parse(date)));
      return new OpenHours(
          ZoneId.of(zone), windows.stream().map(OpenHours::window).toList(), dates);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(unknown);
    }
  }

  /// Whether a zone has this name (IANA), for instance `Europe/Berlin`.
  public static boolean isZone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name);
  }

  /// Whether this is a window as [#of] reads it.
  public static boolean isWindow(String text) {
    try {
      return window(text).from() >= 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Whether it is open at a moment.
  boolean isOpen(Instant at) {
    var local = at.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    return !closed.contains(local.toLocalDate())
        && windows.stream()
            .anyMatch(window ->
                window.days().contains(local.getDayOfWeek())
                    && window.from() <= minute
                    && minute < window.until());
  }

  private static Window window(String text) {
    var found = WINDOW.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!found.matches()) {
      throw new IllegalArgumentException("a window is such as mon-fri 09:00-17:00");
    }
    int from = minute(found.group(3), found.group(4));
    int until = minute(found.group(5), found.group(6));
    var first = found.group(1);
    if (first == null) {
      return new Window(text, EnumSet.allOf(DayOfWeek.class), from, until);
    }
    var last = found.group(2);
    return new Window(text, days(day(first), day(last == null ? first : last)), from, until);
  }

  private static int minute(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
    var days = EnumSet.of(last);
    for (var day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String three) {
    for (var day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(three)) {
        return day;
      }
    }
    throw new IllegalArgumentException("no day is called " + three);
  }

  /// The dates in their order, as they are written.
  public List<String> closedDates() {
    return closed.stream().sorted().map(LocalDate::toString).toList();
  }

  /// The windows, as they were written.
  public List<String> written() {
    return windows.stream().map(Window::written).toList();
  }
}
