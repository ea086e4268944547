package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.billing.Pricing.Priced;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Funds;
import io.carillon.model.Money;
import io.carillon.model.PriceBook;
import io.carillon.model.Tariff;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.Samples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final AccountId ACCOUNT = Samples.ACCOUNT;
  private static final Instant NOW = Samples.START;
  private static final Tariff.Asked TO_GERMANY =
      new Tariff.Asked(Channel.SMS, "DE", "acme", "bulk", NOW);

  private final Balances balances = new Balances();
  private final Pricing pricing =
      new Pricing(new Rates(List.of(), Samples.usd(10_000)), new Currencies(balances));

  /// Balances that say how often they were read.
  private static final class Balances implements Accounts {
    private final Map<AccountId, Money> held = new HashMap<>();
    private int reads;
    private boolean broken;

    @Override
    public Directory directory() {
      throw new IllegalStateException("the directory is asked by those who price");
    }

    @Override
    public Optional<Funds> funds(AccountId account) {
      reads++;
      if (broken) {
        throw new StoreException("broken", new IllegalStateException());
      }
      return Optional.ofNullable(held.get(account))
          .map(balance -> new Funds(balance, new Money(0, balance.currency())));
    }
  }

  private static Directory directory(String price, String currency, Rate... rates) {
    var micros = new BigDecimal(price).movePointRight(6).longValueExact();
    var none = Optional.<Instant>empty();
    var row = new Tariff.Row(Channel.SMS, "DE", "*", "*", none, none, new Money(micros, currency));
    return new Directory(
        1,
        List.<Account>of(Samples.account()),
        List.of(),
        List.of(),
        List.of(),
        new PriceBook(new Tariff(List.of(row)), new Conversions(List.of(rates))));
  }

  private static Rate rate(String from, String to, String rate) {
    return new Rate(from, to, new BigDecimal(rate), Optional.empty());
  }

  private Priced price(Directory directory) {
    return pricing.of(directory, ACCOUNT, TO_GERMANY);
  }

  @Test
  void whatIsInTheCurrencyOfTheBalanceCostsThat() {
    balances.held.put(ACCOUNT, new Money(1, "EUR"));

    assertThat(price(directory("0.05", "EUR", rate("EUR", "USD", "2"))))
        .isEqualTo(new Priced.At(new Money(50_000, "EUR"), ""));
  }

  @Test
  void whatIsInAnotherIsConvertedAndNoted() {
    balances.held.put(ACCOUNT, new Money(1, "EUR"));

    assertThat(price(directory("0.000003", "GBP", rate("GBP", "EUR", "1.50"))))
        .as("4.5 micro-units, to the even one")
        .isEqualTo(new Priced.At(new Money(4, "EUR"), "; 1 GBP at 1.5 EUR"));
  }

  @Test
  void pricesOfTheSettingsAreConvertedToo() {
    balances.held.put(ACCOUNT, new Money(1, "EUR"));
    var elsewhere = new Tariff.Asked(Channel.SMS, "US", "", "", NOW);

    var priced = pricing.of(directory("1", "EUR", rate("USD", "EUR", "0.92")), ACCOUNT, elsewhere);

    assertThat(priced).isEqualTo(new Priced.At(new Money(9_200, "EUR"), "; 1 USD at 0.92 EUR"));
  }

  @Test
  void whatCannotBeConvertedIsRefusedAndSaysBetweenWhat() {
    balances.held.put(ACCOUNT, new Money(1, "EUR"));

    var priced = price(directory("0.05", "GBP", rate("EUR", "GBP", "0.9")));

    assertThat(priced).isInstanceOf(Priced.Unknown.class);
    var refusal = ((Priced.Unknown) priced).refusal();
    assertThat(refusal.fault()).isEqualTo(Fault.FUNDS_SHORT);
    assertThat(refusal.detail()).contains("price is in GBP").contains("balance in EUR");
  }

  @Test
  void whoHasNoBalanceYetIsAskedInTheCurrencyOfTheSettings() {
    assertThat(price(directory("0.05", "EUR", rate("EUR", "USD", "1.1"))))
        .isEqualTo(new Priced.At(new Money(55_000, "USD"), "; 1 EUR at 1.1 USD"));
    balances.held.put(ACCOUNT, new Money(1, "EUR"));

    assertThat(price(directory("0.05", "EUR")))
        .isEqualTo(new Priced.At(new Money(50_000, "EUR"), ""));
  }

  @Test
  void aSettledCurrencyIsReadOnceAndWhatIsFreeAsksForNone() {
    balances.held.put(ACCOUNT, new Money(1, "EUR"));

    assertThat(price(directory("0", "GBP"))).isEqualTo(new Priced.At(new Money(0, "GBP"), ""));
    assertThat(balances.reads).isZero();
    price(directory("1", "EUR"));
    price(directory("2", "EUR"));
    assertThat(balances.reads).isEqualTo(1);
  }

  @Test
  void aStoreThatCannotBeReadIsToldSo() {
    balances.broken = true;

    var priced = price(directory("0.05", "EUR"));

    assertThat(((Priced.Unknown) priced).refusal().fault()).isEqualTo(Fault.STORE_DOWN);
  }
}
