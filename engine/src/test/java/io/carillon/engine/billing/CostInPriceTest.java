package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.Message;
import io.carillon.testkit.Samples;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The price of sample messages is in dollars.
class CostInPriceTest {
  private final Message message = new Samples(1).message();

  private OptionalLong cost(OptionalLong asked, String currency, Rate... rates) {
    var conversions = new Conversions(List.of(rates));
    return new CostInPrice((_, _) -> asked, () -> currency, () -> conversions).of(message, "smsc");
  }

  private static Rate euros(int seconds, String rate) {
    var since = Optional.of(Samples.START.plusSeconds(seconds));
    return new Rate("EUR", "USD", new BigDecimal(rate), since);
  }

  @Test
  void aCostInTheCurrencyOfThePriceIsThat() {
    assertThat(cost(OptionalLong.of(5), "USD")).hasValue(5);
    assertThat(cost(OptionalLong.empty(), "EUR", euros(0, "2"))).isEmpty();
  }

  @Test
  void anotherIsConvertedByTheRateOfTheAcceptance() {
    assertThat(cost(OptionalLong.of(5), "EUR", euros(-1, "1.1"), euros(1, "3"))).hasValue(6);
  }

  @Test
  void whereNoRateIsKnownTheCostIsNotEither() {
    assertThat(cost(OptionalLong.of(5), "EUR", euros(1, "3"))).isEmpty();
    assertThat(cost(OptionalLong.of(5), "GBP", euros(0, "3"))).isEmpty();
  }
}
