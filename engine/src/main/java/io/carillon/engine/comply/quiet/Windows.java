package io.carillon.engine.comply.quiet;

import io.carillon.engine.comply.quiet.Week.Window;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hours of each place: a country (ISO 3166-1 alpha-2), a state within it (ISO 3166-2), or `*`
/// for all others.
///
/// Each is a line: the place, then windows by commas, each `08:00-21:00` with the days that it is
/// of before it (`sat`, `mon-fri`); without days it is of all.
record Windows(Map<String, Week> places) {
  private static final String ELSEWHERE = "*";
  private static final int PLACES_MAX = 300;
  private static final Pattern PLACE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?|\\*");
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?:([a-z]{3})(?:-([a-z]{3}))? +)?([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern LINE = Pattern.compile("[;\\n]");

  /// No place has any.
  static final Windows NONE = new Windows(Map.of());

  /// Those that are shipped.
  static final Windows SHIPPED = shipped();

  Windows {
    places = Map.copyOf(places);
  }

  /// Reads places by semicolons or line ends.
  ///
  /// @throws IllegalArgumentException where it is not of this form
  static Windows of(String text) {
    var places = new HashMap<String, Week>();
    for (var line : LINE.split(text, -1)) {
      if (!line.isBlank()) {
        var parts = BLANKS.split(line.strip(), 2);
        if (parts.length < 2 || !PLACE.matcher(parts[0]).matches()) {
          throw new IllegalArgumentException("a line is a place and its windows");
        }
        places.put(parts[0], week(parts[1]));
      }
    }
    if (places.size() > PLACES_MAX) {
      throw new IllegalArgumentException("at most " + PLACES_MAX + " places");
    }
    return new Windows(places);
  }

  private static Week week(String text) {
    var days = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
    for (var one : COMMA.split(text, -1)) {
      var found = WINDOW.matcher(one.strip().toLowerCase(Locale.ROOT));
      if (!found.matches()) {
        throw new IllegalArgumentException("a window is such as mon-fri 08:00-21:00");
      }
      var window =
          new Window(
              minute(found.group(3), found.group(4)), minute(found.group(5), found.group(6)));
      for (var day : days(found.group(1), found.group(2))) {
        days.computeIfAbsent(day, _ -> new ArrayList<>()).add(window);
      }
    }
    days.values().forEach(windows -> windows.sort(Comparator.comparingInt(Window::from)));
    return new Week(days);
  }

  private static int minute(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private static Set<DayOfWeek> days(@Nullable String from, @Nullable String until) {
    if (from == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var first = day(from);
    var last = until == null ? first : day(until);
    var days = EnumSet.of(first);
    for (var day = first; day != last; day = day.plus(1)) {
      days.add(day.plus(1));
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

  /// The hours of a place within a country; empty where messages may come at any time.
  ///
  /// @param state as ISO 3166-2 has it, for instance `US-TX`; empty = not known
  /// @param country empty = not known
  Optional<Week> of(String state, String country) {
    return Optional.ofNullable(places.get(state))
        .or(() -> Optional.ofNullable(places.get(country)))
        .or(() -> Optional.ofNullable(places.get(ELSEWHERE)));
  }

  /// These, and where they say nothing the others.
  Windows over(Windows others) {
    var all = new HashMap<>(others.places);
    all.putAll(places);
    return new Windows(all);
  }

  private static Windows shipped() {
    var lines = new StringBuilder();
    try (var file = Windows.class.getResourceAsStream("/hours/windows.txt");
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> lines.append(line).append('\n'));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return of(lines.toString());
  }
}
