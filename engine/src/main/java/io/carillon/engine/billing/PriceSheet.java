package io.carillon.engine.billing;

import io.carillon.model.Channel;
import io.carillon.model.Money;
import io.carillon.model.Tariff;
import io.carillon.model.Tariff.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
  public static final int TROUBLES_MAX = SheetReading.TROUBLES_MAX;

  private static final String CURRENCY = "currency";

  /// The names of the columns, in the order in which they are written.
  public static final List<String> COLUMNS =
      List.of("channel", "country", "carrier", "route", "price", CURRENCY, "since", "until");

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

  public PriceSheet {
    rows = List.copyOf(rows);
    troubles = List.copyOf(troubles);
  }

  /// Reads a sheet.
  ///
  /// @param currency of all prices that name none, ISO 4217
  public static PriceSheet read(String text, String currency) {
    var form =
        new SheetReading.Form<Row>(
            COLUMNS, REQUIRED, Tariff.ROWS_MAX, line -> row(line, currency), Mark::of);
    var read = SheetReading.read(text, form);
    return new PriceSheet(read.rows(), read.troubles());
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
              row.price().currency(),
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

  /// Whether messages go to a country of this code.
  public static boolean isCountry(String word) {
    return COUNTRIES.contains(word);
  }

  private static Optional<String> country(String word) {
    return Optional.of(word).filter(it -> it.equals(Tariff.ANY) || isCountry(it));
  }

  private static Optional<Row> row(SheetLine line, String otherwise) {
    var channel = line.read("channel", "a channel such as sms", Channel::of);
    var country = line.read("country", "a country in ISO 3166-1, or *", PriceSheet::country);
    var carrier = orAny(line, "carrier", "the name of a carrier, or *");
    var route = orAny(line, "route", "the name of a route, or *");
    var price = line.number("price", "an amount with at most six decimals", PRICE);
    var currency = line.isBlank(CURRENCY) ? Optional.of(otherwise) : line.currency(CURRENCY);
    var since = line.moment("since");
    var until = line.moment("until");
    if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
      line.wrong("until must be later than since");
    }
    return line.wrongs().isEmpty()
        ? Optional.of(
            new Row(
                channel.orElseThrow(),
                country.orElseThrow(),
                carrier.orElseThrow(),
                route.orElseThrow(),
                since,
                until,
                new Money(
                    price.orElseThrow().movePointRight(6).longValueExact(),
                    currency.orElseThrow())))
        : Optional.empty();
  }

  private static Optional<String> orAny(SheetLine line, String column, String wanted) {
    return line.isBlank(column)
        ? Optional.of(Tariff.ANY)
        : line.read(
            column,
            wanted,
            word ->
                Optional.of(word)
                    .filter(name -> name.equals(Tariff.ANY) || NAME.matcher(name).matches()));
  }
}
