package io.carillon.engine.billing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One line of a sheet, under its columns; what cannot be meant is noted.
final class SheetLine {
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final int SHOWN_MAX = 40;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> wrongs = new ArrayList<>();

  SheetLine(List<String> columns, List<String> all) {
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), all.get(i));
    }
  }

  /// What is wrong with it.
  List<String> wrongs() {
    return wrongs;
  }

  void wrong(String what) {
    wrongs.add(what);
  }

  /// Whether nothing stands in a column, or the sheet does not have it.
  boolean isBlank(String column) {
    return values.getOrDefault(column, "").isEmpty();
  }

  /// What a column means; empty where it cannot be meant, which is noted.
  <T> Optional<T> read(String column, String wanted, Function<String, Optional<T>> meaning) {
    var value = values.getOrDefault(column, "");
    var read = meaning.apply(value);
    if (read.isEmpty()) {
      wrong(column + " must be " + wanted + ", not " + shown(value));
    }
    return read;
  }

  /// A day begins at midnight in UTC.
  Optional<Instant> moment(String column) {
    return isBlank(column)
        ? Optional.empty()
        : read(column, "a day or a moment, such as 2027-01-31", SheetLine::instant);
  }

  /// A currency of ISO 4217, those of former days among them.
  Optional<String> currency(String column) {
    return read(
        column,
        "a currency in ISO 4217, such as EUR",
        word -> Optional.of(word).filter(CURRENCIES::contains));
  }

  /// A decimal number of this form.
  Optional<BigDecimal> number(String column, String wanted, Pattern form) {
    return read(
        column,
        wanted,
        word -> Optional.of(word).filter(it -> form.matcher(it).matches()).map(BigDecimal::new));
  }

  /// A value as it is told.
  static String shown(String value) {
    return "'" + value.substring(0, Math.min(SHOWN_MAX, value.length())) + "'";
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
