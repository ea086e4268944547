package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.mycpaas.Moments.Compare;
import io.carillon.model.port.History.Period;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05, 2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05.678Z, 2024-01-02T03:04:05.678Z",
    "2024-01-02T03:04:05+05:30, 2024-01-01T21:34:05Z",
    "2024-01-02T03:04Z, 2024-01-02T03:04:00Z"
  })
  void readsTimesAsClientsWriteThem(String text, String moment) {
    assertThat(Moments.moment(text)).contains(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-02",
        "tomorrow",
        "+12024-01-02T03:04:05Z",
        "2024-01-02 03:04:05",
        "2024-13-02T03:04:05Z",
        "2024-01-02T03:04:05Z[Europe/Berlin]",
        "Tue, 02 Jan 2024 03:04:05 +0000"
      })
  void readsNothingElse(String text) {
    assertThat(Moments.moment(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ON, 2024-02-28, 2024-02-28T00:00:00Z, 2024-02-29T00:00:00Z",
    "ON, 2024-02-28T13:00:00Z, 2024-02-28T00:00:00Z, 2024-02-29T00:00:00Z",
    "SINCE, 2024-02-28, 2024-02-28T00:00:00Z, ",
    "SINCE, 2024-02-28T13:00:00.9Z, 2024-02-28T13:00:00Z, ",
    "UNTIL, 2024-02-28, , 2024-02-29T00:00:00Z",
    "UNTIL, 2024-02-28T13:00:00, , 2024-02-28T13:00:01Z"
  })
  void comparesByWholeDaysAndSeconds(Compare compare, String text, Instant from, Instant until) {
    var expected =
        new Period(java.util.Optional.ofNullable(from), java.util.Optional.ofNullable(until));

    assertThat(Moments.period(compare, text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024-02-30", "24-01-01", "9999999-01-01"})
  void noTimeIsNoPeriod(String text) {
    assertThat(Moments.period(Compare.ON, text)).isEmpty();
  }
}
