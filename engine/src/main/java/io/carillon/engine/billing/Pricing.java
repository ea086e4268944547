package io.carillon.engine.billing;

import io.carillon.model.AccountId;
import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Tariff;
import io.carillon.model.port.StoreException;
import java.time.Duration;

/// What a part of a message costs who pays for it, in the currency of their balance: by the price
/// list, else by the settings. A price in another currency is converted by the rate of the moment.
public final class Pricing {
  private final Rates rates;
  private final Currencies currencies;

  public Pricing(Rates rates, Currencies currencies) {
    this.rates = rates;
    this.currencies = currencies;
  }

  /// What a part costs, or why that cannot be said.
  public sealed interface Priced {
    /// It costs this.
    ///
    /// @param note what the decision of the message notes of it; empty = nothing was converted
    record At(Money part, String note) implements Priced {}

    /// It has no price in the currency of who pays.
    record Unknown(Refusal refusal) implements Priced {}
  }

  /// The price of a part for an account. Reads the store the first time that somebody is to pay.
  public Priced of(Directory directory, AccountId account, Tariff.Asked asked) {
    var price = rates.price(directory.tariff(), asked);
    if (price.micros() == 0) {
      return new Priced.At(price, "");
    }
    try {
      var currency = currencies.of(directory.payer(account)).orElseGet(rates::currency);
      return price.currency().equals(currency)
          ? new Priced.At(price, "")
          : converted(price, currency, directory.conversions(), asked);
    } catch (StoreException _) {
      return new Priced.Unknown(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
    }
  }

  private static Priced converted(
      Money price, String currency, Conversions conversions, Tariff.Asked asked) {
    var rate = conversions.find(price.currency(), currency, asked.at());
    return rate.flatMap(known -> Conversions.at(known, price))
        .<Priced>map(part -> new Priced.At(part, rate.map(Pricing::note).orElse("")))
        .orElseGet(() -> new Priced.Unknown(unknown(price, currency)));
  }

  private static String note(Rate rate) {
    return "; 1 " + rate.from() + " at " + rate.digits() + " " + rate.to();
  }

  private static Refusal unknown(Money price, String currency) {
    var detail =
        "The price is in "
            + price.currency()
            + " and the balance in "
            + currency
            + ", and no rate is known from the one to the other: who runs the server can set one.";
    return Refusal.of(Fault.FUNDS_SHORT, "", detail);
  }

  /// What costs nothing.
  public Money free() {
    return new Money(0, rates.currency());
  }

  /// What nothing is asked for.
  public Priced nothing() {
    return new Priced.At(free(), "");
  }
}
