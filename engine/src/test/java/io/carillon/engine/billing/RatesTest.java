package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.billing.Rates.Rate;
import io.carillon.model.Channel;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
  private final Rates rates =
      new Rates(
          List.of(
              new Rate(Channel.SMS, "US", Samples.usd(7_500)),
              new Rate(Channel.SMS, "US", Samples.usd(1)),
              new Rate(Channel.SMS, "*", Samples.usd(60_000)),
              new Rate(Channel.SMS, "DE", Samples.usd(2))),
          Samples.usd(99));

  @Test
  void takesTheFirstRowThatFits() {
    assertThat(rates.price(Channel.SMS, "US")).isEqualTo(Samples.usd(7_500));
    assertThat(rates.price(Channel.SMS, "DE"))
        .as("* stands before it")
        .isEqualTo(Samples.usd(60_000));
  }

  @Test
  void pricesUnknownCountriesByTheRowForAll() {
    assertThat(rates.price(Channel.SMS, "")).isEqualTo(Samples.usd(60_000));
  }

  @Test
  void pricesWhatNoRowFitsByTheLastPrice() {
    assertThat(rates.price(Channel.MMS, "US")).isEqualTo(Samples.usd(99));
    assertThat(rates.currency()).isEqualTo("USD");
  }

  @Test
  void keepsItsRowsWhateverBecomesOfTheList() {
    var rows = new ArrayList<>(List.of(new Rate(Channel.SMS, "*", Samples.usd(5))));
    var fixed = new Rates(rows, Samples.usd(9));

    rows.clear();

    assertThat(fixed.price(Channel.SMS, "US")).isEqualTo(Samples.usd(5));
  }
}
