package io.carillon.engine.billing;

import io.carillon.model.Channel;
import io.carillon.model.Money;
import io.carillon.model.Tariff;
import io.carillon.model.Tariff.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A price list as a sheet of comma-separated values: a line of column names, then a price a line.
///
/// No value has a comma in it, so quotes may stand around one and mean nothing. A line that cannot
/// be meant is told with its number; the first [#TROUBLES_MAX] of them are.
///
/// @param rows those of the lines that are well
/// @param troubles what is wrong, in the order of the lines; where there is any nothing should be
///   taken
public record PriceSheet(List<Row> rows, List<String> troubles) {
  /// How many troubles are told.
  public static final int TROUBLES_MAX = 100;

  /// The names of the columns, in the order in which they are written.
  public static final List<String> COLUMNS =
      List.of("channel", "country", "carrier", "route", "price", "since", "until");

  private static final Set<String> REQUIRED = Set.of("channel", "country", "price");

  /// ISO 3166-1 alpha-2, and what numbering plans have besides: Kosovo (XK, which ISO leaves to its
  /// users), Ascension and Tristan da Cunha (AC and TA, which it keeps free for them).
  private static final Set<String> COUNTRIES =
      Stream.concat(
              Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream(),
              Stream.of("XK", "AC", "TA"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");
  private static final int SHOWN_MAX = 40;

  public PriceSheet {
    rows = List.copyOf(rows);
    troubles = List.copyOf(troubles);
  }

  /// Reads a sheet.
  ///
  /// @param currency of all prices, ISO 4217
  public static PriceSheet read(String text, String currency) {
    var reading = new Reading(currency);
    int number = 0;
    for (var line : text.replace("\uFEFF", "").split("\r\n|\n|\r", -1)) {
      number++;
      if (!line.isBlank()) {
        reading.take(number, line);
      }
    }
    return reading.ended();
  }

  /// A sheet's lines under their names, ended as RFC 4180 has it.
  public static String write(List<Row> rows) {
    var sheet = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (var row : rows) {
      var values =
          List.of(
              row.channel().word(),
              row.country(),
              row.carrier(),
              row.route(),
              row.price().decimal().toPlainString(),
              row.since().map(Instant::toString).orElse(""),
              row.until().map(Instant::toString).orElse(""));
      sheet.append(String.join(",", values)).append("\r\n");
    }
    return sheet.toString();
  }

  /// What a row is of, and since when: none may stand twice.
  private record Mark(
      Channel channel, String country, String carrier, String route, Optional<Instant> since) {
    static Mark of(Row row) {
      return new Mark(row.channel(), row.country(), row.carrier(), row.route(), row.since());
    }
  }

  private static final class Reading {
    private final String currency;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final Map<Mark, Integer> known = new HashMap<>();
    private List<String> columns = List.of();
    private int troubled;

    Reading(String currency) {
      this.currency = currency;
    }

    void take(int number, String line) {
      var values = values(line);
      if (columns.isEmpty()) {
        columns = values.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        var wrong = wrongNames(columns);
        if (!wrong.isEmpty()) {
          trouble(number, wrong);
        }
      } else if (values.size() != columns.size()) {
        trouble(number, "has " + values.size() + " values, not " + columns.size());
      } else {
        row(number, values);
      }
    }

    private void row(int number, List<String> values) {
      var line = new Line(columns, values);
      var row = line.row(currency);
      line.wrongs.forEach(wrong -> trouble(number, wrong));
      if (row.isPresent()) {
        var before = known.putIfAbsent(Mark.of(row.get()), number);
        if (before != null) {
          trouble(number, "is for the same as line " + before + ", since the same moment");
        } else if (rows.size() == Tariff.ROWS_MAX) {
          trouble(number, "is one more than the " + Tariff.ROWS_MAX + " that a list may have");
        } else {
          rows.add(row.get());
        }
      }
    }

    private void trouble(int number, String wrong) {
      troubled++;
      if (troubles.size() < TROUBLES_MAX) {
        troubles.add("line " + number + ": " + wrong);
      }
    }

    PriceSheet ended() {
      if (columns.isEmpty()) {
        trouble(1, "has no names of columns, such as " + String.join(",", COLUMNS));
      }
      if (troubled > troubles.size()) {
        troubles.add("and " + (troubled - troubles.size()) + " more");
      }
      return new PriceSheet(rows, troubles);
    }
  }

  private static List<String> values(String line) {
    var values = new ArrayList<String>();
    for (var value : line.split(",", -1)) {
      var bare = value.strip();
      boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
      values.add(quoted ? bare.substring(1, bare.length() - 1).strip() : bare);
    }
    return values;
  }

  private static String wrongNames(List<String> names) {
    var missing = REQUIRED.stream().filter(name -> !names.contains(name)).sorted().toList();
    var unknown = names.stream().filter(name -> !COLUMNS.contains(name)).toList();
    if (!missing.isEmpty()) {
      return "names no column " + String.join(", ", missing);
    }
    if (!unknown.isEmpty()) {
      return "names a column that is not known: " + shown(unknown.getFirst());
    }
    return new HashSet<>(names).size() < names.size() ? "names a column twice" : "";
  }

  private static String shown(String value) {
    return "'" + value.substring(0, Math.min(SHOWN_MAX, value.length())) + "'";
  }

  /// Whether messages go to a country of this code.
  public static boolean isCountry(String word) {
    return COUNTRIES.contains(word);
  }

  private static Optional<String> country(String word) {
    return Optional.of(word).filter(it -> it.equals(Tariff.ANY) || isCountry(it));
  }

  /// One line, under its columns.
  private static final class Line {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> wrongs = new ArrayList<>();

    Line(List<String> columns, List<String> all) {
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), all.get(i));
      }
    }

    Optional<Row> row(String currency) {
      var channel = read("channel", "a channel such as sms", Channel::of);
      var country = read("country", "a country in ISO 3166-1, or *", PriceSheet::country);
      var carrier = orAny("carrier", "the name of a carrier, or *");
      var route = orAny("route", "the name of a route, or *");
      var price =
          read("price", "an amount with at most six decimals", word -> money(word, currency));
      var since = moment("since");
      var until = moment("until");
      if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
        wrongs.add("until must be later than since");
      }
      return wrongs.isEmpty()
          ? Optional.of(
              new Row(
                  channel.orElseThrow(),
                  country.orElseThrow(),
                  carrier.orElseThrow(),
                  route.orElseThrow(),
                  since,
                  until,
                  price.orElseThrow()))
          : Optional.empty();
    }

    private Optional<String> orAny(String column, String wanted) {
      return values.getOrDefault(column, "").isEmpty()
          ? Optional.of(Tariff.ANY)
          : read(column, wanted, word -> named(word, NAME));
    }

    /// A day begins at midnight in UTC.
    private Optional<Instant> moment(String column) {
      return values.getOrDefault(column, "").isEmpty()
          ? Optional.empty()
          : read(column, "a day or a moment, such as 2027-01-31", Line::instant);
    }

    private <T> Optional<T> read(
        String column, String wanted, Function<String, Optional<T>> meaning) {
      var value = values.getOrDefault(column, "");
      var read = meaning.apply(value);
      if (read.isEmpty()) {
        wrongs.add(column + " must be " + wanted + ", not " + shown(value));
      }
      return read;
    }

    private static Optional<String> named(String word, Pattern pattern) {
      return Optional.of(word)
          .filter(name -> name.equals(Tariff.ANY) || pattern.matcher(name).matches());
    }

    private static Optional<Money> money(String word, String currency) {
      return PRICE.matcher(word).matches()
          ? Optional.of(
              new Money(new BigDecimal(word).movePointRight(6).longValueExact(), currency))
          : Optional.empty();
    }

    private static Optional<Instant> instant(String word) {
      try {
        boolean day = word.length() == "2027-01-31".length();
        return Optional.of(OffsetDateTime.parse(day ? word + "T00:00:00Z" : word).toInstant());
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }
}
