package io.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Tariff.Asked;
import io.carillon.model.Tariff.Row;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TariffTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static Row row(String country, String carrier, String route, long micros) {
    return row(country, carrier, route, "", "", micros);
  }

  private static Row row(
      String country, String carrier, String route, String since, String until, long micros) {
    return new Row(
        Channel.SMS,
        country,
        carrier,
        route,
        Optional.of(since).filter(text -> !text.isEmpty()).map(Instant::parse),
        Optional.of(until).filter(text -> !text.isEmpty()).map(Instant::parse),
        new Money(micros, "USD"));
  }

  private static long price(Tariff tariff, String country, String carrier, String route) {
    return tariff
        .find(new Asked(Channel.SMS, country, carrier, route, NOW))
        .map(found -> found.price().micros())
        .orElse(-1L);
  }

  @Test
  void theClosestRowCounts() {
    var tariff =
        new Tariff(
            List.of(
                row("*", "acme", "bulk", 1),
                row("*", "*", "*", 2),
                row("DE", "*", "*", 3),
                row("DE", "acme", "*", 4),
                row("DE", "*", "bulk", 5)));

    assertThat(price(tariff, "DE", "other", "otp")).isEqualTo(3);
    assertThat(price(tariff, "DE", "acme", "otp")).isEqualTo(4);
    assertThat(price(tariff, "DE", "acme", "bulk")).isEqualTo(5);
    assertThat(price(tariff, "FR", "acme", "bulk")).isEqualTo(1);
    assertThat(price(tariff, "", "acme", "otp")).isEqualTo(2);
    assertThat(tariff.find(new Asked(Channel.MMS, "DE", "", "", NOW))).isEmpty();
  }

  @Test
  void aRowHoldsFromItsFirstMomentToBeforeItsLast() {
    var first = "2026-06-01T00:00:00Z";

    assertThat(price(new Tariff(List.of(row("DE", "*", "*", first, "", 1))), "DE", "", ""))
        .isEqualTo(1);
    assertThat(price(new Tariff(List.of(row("DE", "*", "*", "", first, 1))), "DE", "", ""))
        .isEqualTo(-1);
    var later = row("DE", "*", "*", "2026-06-01T00:00:01Z", "", 9);
    var old = row("DE", "*", "*", "2025-01-01T00:00:00Z", "", 3);
    var older = row("DE", "*", "*", 2);
    assertThat(price(new Tariff(List.of(later, older, old)), "DE", "", "")).isEqualTo(3);
  }

  @Test
  void whatHasEndedGivesWayToWhatIsLessClose() {
    var ended = row("DE", "*", "*", "", "2026-01-01T00:00:00Z", 1);

    assertThat(price(new Tariff(List.of(ended, row("*", "*", "*", 7))), "DE", "", "")).isEqualTo(7);
  }

  @Test
  void aListHasABound() {
    var rows = Collections.nCopies(Tariff.ROWS_MAX + 1, row("DE", "*", "*", 1));

    assertThatThrownBy(() -> new Tariff(rows)).isInstanceOf(IllegalArgumentException.class);
  }
}
