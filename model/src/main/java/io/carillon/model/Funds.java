package io.carillon.model;

/// What an account has.
///
/// @param credit how far below zero its balance may go; not negative, in the same currency
public record Funds(Money balance, Money credit) {
  /// What it can spend.
  public Money available() {
    return balance.plus(credit);
  }
}
