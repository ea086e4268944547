package io.carillon.engine.comply;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of a policy as they are read: each is asked for as what it should be, and what it is
/// not is noted with what it should be.
public final class PolicyWords {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final Map<String, String> values;
  private final Map<String, String> problems = new HashMap<>();

  PolicyWords(Map<String, String> values) {
    this.values = values;
  }

  Map<String, String> problems() {
    return problems;
  }

  /// The word as it stands.
  public String text(String word) {
    return values.getOrDefault(word, "").strip();
  }

  /// Words separated by commas or blanks, in their order, none twice.
  public List<String> list(String word) {
    return List.of(text(word).split("[,\\s]+")).stream()
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /// Countries (ISO 3166-1 alpha-2), as [#list].
  public Set<String> countries(String word) {
    return read(
        word,
        "two-letter countries (ISO 3166-1), for instance US CA GB",
        _ -> {
          var countries =
              list(word).stream()
                  .map(country -> country.toUpperCase(Locale.ROOT))
                  .collect(Collectors.toUnmodifiableSet());
          if (!countries.stream().allMatch(country -> COUNTRY.matcher(country).matches())) {
            throw new IllegalArgumentException();
          }
          return countries;
        },
        Set.of());
  }

  /// `on` or `off`.
  public boolean flag(String word) {
    return switch (text(word).toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> wrong(word, "on or off", false);
    };
  }

  /// A whole number within bounds.
  public int number(String word, int min, int max) {
    var wanted = "a whole number from %d to %d".formatted(min, max);
    try {
      int number = Integer.parseInt(text(word));
      return number >= min && number <= max ? number : wrong(word, wanted, min);
    } catch (NumberFormatException _) {
      return wrong(word, wanted, min);
    }
  }

  /// A share, from 0 to 1.
  public double share(String word) {
    try {
      double share = Double.parseDouble(text(word));
      return share >= 0 && share <= 1 ? share : wrong(word, "a number from 0 to 1", 1.0);
    } catch (NumberFormatException _) {
      return wrong(word, "a number from 0 to 1", 1.0);
    }
  }

  /// A time such as `30s`, `5m`, `2h` or `7d`, at most a given one.
  public Duration time(String word, Duration max) {
    var wanted = "a time such as 30s, 5m, 2h or 7d, at most " + shortly(max);
    var text = text(word);
    try {
      long count = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
      var time = unit(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)).multipliedBy(count);
      boolean good = time.isPositive() && time.compareTo(max) <= 0;
      return good ? time : wrong(word, wanted, max);
    } catch (ArithmeticException | NumberFormatException _) {
      return wrong(word, wanted, max);
    }
  }

  private static String shortly(Duration time) {
    return time.toDays() > 0 ? time.toDays() + "d" : time.toString();
  }

  private static Duration unit(char letter) {
    return switch (letter) {
      case 's' -> Duration.ofSeconds(1);
      case 'm' -> Duration.ofMinutes(1);
      case 'h' -> Duration.ofHours(1);
      case 'd' -> Duration.ofDays(1);
      default -> Duration.ZERO;
    };
  }

  /// Anything else that can be read from text.
  ///
  /// @param wanted what it should be, for whoever wrote something else
  /// @param read throws IllegalArgumentException or DateTimeException where it is not that
  public <V> V read(String word, String wanted, Function<String, V> read, V otherwise) {
    try {
      return read.apply(text(word));
    } catch (IllegalArgumentException | java.time.DateTimeException _) {
      return wrong(word, wanted, otherwise);
    }
  }

  /// Notes that a word is not what it should be.
  public <V> V wrong(String word, String wanted, V otherwise) {
    problems.put(word, "must be " + wanted);
    return otherwise;
  }
}
