package io.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Conversions.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

  private static Rate rate(String from, String to, String rate, String since) {
    var moment = since.isEmpty() ? Optional.<Instant>empty() : Optional.of(Instant.parse(since));
    return new Rate(from, to, new BigDecimal(rate), moment);
  }

  private static Optional<Money> converted(String rate, long micros) {
    return new Conversions(List.of(rate("USD", "EUR", rate, "")))
        .convert(new Money(micros, "USD"), "EUR", NOW);
  }

  @Test
  void theLatestThatHoldsCounts() {
    var list =
        new Conversions(
            List.of(
                rate("USD", "EUR", "0.5", ""),
                rate("USD", "EUR", "0.8", "2027-03-01T12:00:00.000001Z"),
                rate("USD", "EUR", "0.7", "2027-03-01T12:00:00Z"),
                rate("USD", "EUR", "0.6", "2027-01-01T00:00:00Z")));

    assertThat(list.find("USD", "EUR", NOW)).map(Rate::digits).contains("0.7");
    assertThat(list.find("USD", "EUR", NOW.minusNanos(1))).map(Rate::digits).contains("0.6");
    assertThat(list.find("USD", "EUR", Instant.EPOCH)).map(Rate::digits).contains("0.5");
  }

  @Test
  void aRateCountsForItsOwnDirectionOnly() {
    var list = new Conversions(List.of(rate("USD", "EUR", "0.5", "2027-01-01T00:00:00Z")));

    assertThat(list.convert(new Money(8, "USD"), "EUR", NOW)).contains(new Money(4, "EUR"));
    assertThat(list.convert(new Money(8, "EUR"), "USD", NOW)).isEmpty();
    assertThat(list.convert(new Money(8, "USD"), "GBP", NOW)).isEmpty();
    assertThat(list.convert(new Money(8, "USD"), "EUR", Instant.EPOCH)).isEmpty();
    assertThat(Conversions.NONE.convert(new Money(8, "GBP"), "GBP", NOW))
        .as("nothing is to be converted")
        .contains(new Money(8, "GBP"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0",
    "0.5, 3, 2",
    "0.5, 5, 2",
    "0.5, -3, -2",
    "0.500000000001, 1, 1",
    "0.920000000000, 7500, 6900",
    "0.000000000001, 1000000000000, 1",
    "9999999.999999999999, 100000, 1000000000000"
  })
  void halvesGoToTheEvenMicroUnit(String rate, long micros, long converted) {
    assertThat(converted(rate, micros)).contains(new Money(converted, "EUR"));
  }

  @Test
  void whatIsMoreThanAnyPriceIsNotTold() {
    assertThat(converted("10", 99_999_999_999_999L))
        .contains(new Money(999_999_999_999_990L, "EUR"));
    assertThat(converted("10", 100_000_000_000_000L)).isEmpty();
    assertThat(converted("9999999", Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void trailingZerosAreNoOtherRate() {
    assertThat(rate("USD", "EUR", "1.10", "")).isEqualTo(rate("USD", "EUR", "1.1", ""));
    assertThat(rate("USD", "JPY", "100", "").digits()).isEqualTo("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10000000", "0.0000000000001"})
  void whatIsNoRateIsNone(String rate) {
    assertThatThrownBy(() -> rate("USD", "EUR", rate, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thereAreBounds() {
    var many = Collections.nCopies(Conversions.ROWS_MAX + 1, rate("USD", "EUR", "1", ""));

    assertThatThrownBy(() -> new Conversions(many)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rate("USD", "USD", "1", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Conversions.at(rate("USD", "EUR", "1", ""), new Money(1, "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
