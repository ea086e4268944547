package io.carillon.engine.billing;

import io.carillon.model.Channel;
import io.carillon.model.Money;
import io.carillon.model.Tariff;
import java.util.List;

/// The price of one part, by channel and destination country: the first row that fits. The price
/// list ([Tariff]), where it has a row that fits, goes before them.
///
/// @param otherwise the price where none fits
public record Rates(List<Rate> rows, Money otherwise) {
  public Rates {
    rows = List.copyOf(rows);
  }

  /// One row.
  ///
  /// @param country ISO 3166-1 alpha-2, or `*` for every country
  /// @param price of one part
  public record Rate(Channel channel, String country, Money price) {}

  /// The price of one part to a country (empty = not known).
  public Money price(Channel channel, String country) {
    for (var row : rows) {
      if (row.channel() == channel
          && (row.country().equals("*") || row.country().equals(country))) {
        return row.price();
      }
    }
    return otherwise;
  }

  /// The price of one part by the price list, in the currency that stands there, else by these.
  public Money price(Tariff tariff, Tariff.Asked asked) {
    return tariff
        .find(asked)
        .map(Tariff.Row::price)
        .orElseGet(() -> price(asked.channel(), asked.country()));
  }

  /// The currency of all prices here.
  public String currency() {
    return otherwise.currency();
  }
}
