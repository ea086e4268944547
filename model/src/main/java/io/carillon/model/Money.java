package io.carillon.model;

import java.math.BigDecimal;

/// An amount in micro-units (1 = 0.000001) of an ISO 4217 currency.
public record Money(long micros, String currency) {
  public Money {
    if (currency.length() != 3) {
      throw new IllegalArgumentException("a currency has three letters");
    }
  }

  /// The sum of two amounts of one currency; fails on overflow.
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("two currencies: " + currency + ", " + other.currency);
    }
    return new Money(Math.addExact(micros, other.micros), currency);
  }

  /// This amount `count` times; fails on overflow.
  public Money times(int count) {
    return new Money(Math.multiplyExact(micros, count), currency);
  }

  /// The opposite amount.
  public Money negated() {
    return new Money(Math.negateExact(micros), currency);
  }

  /// The amount as a decimal number without trailing zeros.
  public BigDecimal decimal() {
    var number = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
