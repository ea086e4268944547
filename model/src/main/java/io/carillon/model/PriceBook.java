package io.carillon.model;

/// All that prices depend on beside the settings.
public record PriceBook(Tariff tariff, Conversions conversions) {
  /// Nothing has a price here, and nothing can be converted.
  public static final PriceBook NONE = new PriceBook(Tariff.NONE, Conversions.NONE);
}
