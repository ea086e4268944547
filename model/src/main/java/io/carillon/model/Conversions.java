package io.carillon.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an amount of one currency comes to in another, by pair of currencies and time. Immutable;
/// it is replaced whole.
///
/// A rate counts for its own direction only: the way back has a rate of its own, or none. Of a pair
/// the one counts that holds since the latest moment.
public final class Conversions {
  /// How many rates there may be.
  public static final int ROWS_MAX = 10_000;

  /// Nothing can be converted.
  public static final Conversions NONE = new Conversions(List.of());

  /// An amount that is larger is not told, in micro-units: no price may be.
  private static final long MICROS_MAX = 999_999_999_999_999L;

  private static final Comparator<Rate> LATEST_FIRST =
      Comparator.comparing(
          (Rate rate) -> rate.since().orElse(Instant.MIN), Comparator.reverseOrder());

  private final List<Rate> rates;
  private final Map<Pair, List<Rate>> byPair = new HashMap<>();

  /// @param rates at most [#ROWS_MAX], in the order in which they are shown
  public Conversions(List<Rate> rates) {
    if (rates.size() > ROWS_MAX) {
      throw new IllegalArgumentException("more than " + ROWS_MAX + " rates");
    }
    this.rates = List.copyOf(rates);
    for (var rate : rates) {
      byPair.computeIfAbsent(new Pair(rate.from(), rate.to()), _ -> new ArrayList<>()).add(rate);
    }
    byPair.values().forEach(all -> all.sort(LATEST_FIRST));
  }

  private record Pair(String from, String to) {}

  /// What one unit of a currency comes to in another.
  ///
  /// @param from ISO 4217
  /// @param to ISO 4217, another one
  /// @param rate more than zero, with at most seven digits before the point and twelve behind it
  /// @param since from when on it holds; empty = it always did
  public record Rate(String from, String to, BigDecimal rate, Optional<Instant> since) {
    private static final int DECIMALS_MAX = 12;
    private static final int DIGITS_MAX = 7;

    public Rate {
      if (from.length() != 3 || to.length() != 3 || from.equals(to)) {
        throw new IllegalArgumentException("a rate leads from one currency to another");
      }
      rate = rate.stripTrailingZeros();
      if (rate.signum() <= 0
          || rate.scale() > DECIMALS_MAX
          || rate.precision() - rate.scale() > DIGITS_MAX) {
        throw new IllegalArgumentException("no rate that can be used: " + rate);
      }
    }

    /// The rate in digits, without zeros at its end.
    public String digits() {
      return rate.toPlainString();
    }
  }

  /// All rates, in the order in which they are shown.
  public List<Rate> rates() {
    return rates;
  }

  /// The rate that counts at a moment; empty where none is known.
  public Optional<Rate> find(String from, String to, Instant at) {
    for (var rate : byPair.getOrDefault(new Pair(from, to), List.of())) {
      if (rate.since().map(since -> !at.isBefore(since)).orElse(true)) {
        return Optional.of(rate);
      }
    }
    return Optional.empty();
  }

  /// An amount by a rate from its currency, rounded to a micro-unit, half to the even one; empty
  /// where it comes to more than any price.
  public static Optional<Money> at(Rate rate, Money amount) {
    if (!rate.from().equals(amount.currency())) {
      throw new IllegalArgumentException("a rate from " + rate.from());
    }
    var exact = BigDecimal.valueOf(amount.micros()).multiply(rate.rate());
    var micros = exact.setScale(0, RoundingMode.HALF_EVEN);
    return micros.abs().compareTo(BigDecimal.valueOf(MICROS_MAX)) > 0
        ? Optional.empty()
        : Optional.of(new Money(micros.longValueExact(), rate.to()));
  }

  /// What an amount comes to in a currency at a moment; empty where no rate is known.
  public Optional<Money> convert(Money amount, String to, Instant at) {
    return amount.currency().equals(to)
        ? Optional.of(amount)
        : find(amount.currency(), to, at).flatMap(rate -> at(rate, amount));
  }
}
