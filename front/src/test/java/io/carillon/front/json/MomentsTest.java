package io.carillon.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05.123456Z, 2024-01-02T03:04:05.123456Z",
    "2024-01-02T03:04:05+02:00, 2024-01-02T01:04:05Z",
    "2024-01-02t03:04Z, 2024-01-02T03:04:00Z",
  })
  void aMomentIsRead(String text, Instant moment) {
    assertThat(Moments.read(text)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024-01-02",
        "2024-01-02T03:04:05",
        "2024-02-30T00:00:00Z",
        "2024-01-02T25:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z",
        "12024-01-02T03:04:05Z",
        "2024-01-02T03:04:05Z ",
        "２０２４-01-02T03:04:05Z",
      })
  void whatIsNoneIsNone(String text) {
    assertThat(Moments.read(text)).isEmpty();
  }
}
