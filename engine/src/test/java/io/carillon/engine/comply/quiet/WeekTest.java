package io.carillon.engine.comply.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When hours open, on clocks that are set twice a year.
class WeekTest {
  private static String opening(String windows, String at, String... zones) {
    var week = Windows.of("* " + windows).of("", "").orElseThrow();
    var all = Stream.of(zones).map(ZoneId::of).toList();
    return week.opening(Instant.parse(at), all).map(Instant::toString).orElse("never");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-14T12:59:59Z, 2026-01-14T13:00:00Z",
    "2026-01-14T13:00:00Z, 2026-01-14T13:00:00Z",
    "2026-01-15T01:59:59Z, 2026-01-15T01:59:59Z",
    "2026-01-15T02:00:00Z, 2026-01-15T13:00:00Z",
  })
  void isOpenFromTheFirstMinuteUntilBeforeTheLast(String at, String opens) {
    assertThat(opening("08:00-21:00", at, "America/New_York")).isEqualTo(opens);
  }

  @ParameterizedTest
  @CsvSource({
    // forward on 8 March 2026, back on 1 November 2026
    "2026-03-08T04:00:00Z, 2026-03-08T12:00:00Z",
    "2026-03-07T04:00:00Z, 2026-03-07T13:00:00Z",
    "2026-11-01T03:00:00Z, 2026-11-01T13:00:00Z",
    "2026-10-31T03:00:00Z, 2026-10-31T12:00:00Z",
  })
  void followsTheClockOfTheYear(String at, String opens) {
    assertThat(opening("08:00-21:00", at, "America/New_York")).isEqualTo(opens);
  }

  @Test
  void anHourThatIsLeaptOverBeginsBehindTheLeap() {
    assertThat(opening("02:30-21:00", "2026-03-08T06:00:00Z", "America/New_York"))
        .isEqualTo("2026-03-08T07:30:00Z");
  }

  @Test
  void anHourThatComesTwiceOpensWithTheSecondAndClosesWithTheFirst() {
    var zone = "America/New_York";
    assertThat(opening("01:30-21:00", "2026-11-01T05:00:00Z", zone))
        .isEqualTo("2026-11-01T06:30:00Z");
    assertThat(opening("00:00-01:30", "2026-11-01T05:30:00Z", zone))
        .isEqualTo("2026-11-02T05:00:00Z");
  }

  @Test
  void everyZoneMustBeOpen() {
    assertThat(opening("08:00-21:00", "2026-01-14T13:30:00Z", "America/New_York", "America/Denver"))
        .isEqualTo("2026-01-14T15:00:00Z");
    assertThat(opening("08:00-21:00", "2026-01-15T02:30:00Z", "America/New_York", "America/Denver"))
        .isEqualTo("2026-01-15T15:00:00Z");
    assertThat(
            opening("08:00-10:00", "2026-01-14T00:00:00Z", "Europe/Berlin", "America/Los_Angeles"))
        .isEqualTo("never");
  }

  @Test
  void aDayThatIsNotNamedIsClosed() {
    // Saturday, in Texas and elsewhere
    assertThat(opening("mon-fri 09:00-18:00", "2026-01-17T18:00:00Z", "America/Chicago"))
        .isEqualTo("2026-01-19T15:00:00Z");
    assertThat(
            opening(
                "mon-sat 09:00-21:00, sun 12:00-21:00", "2026-01-18T15:00:00Z", "America/Chicago"))
        .isEqualTo("2026-01-18T18:00:00Z");
    assertThat(opening("sat-sun 10:00-11:00", "2026-01-19T12:00:00Z", "UTC"))
        .isEqualTo("2026-01-24T10:00:00Z");
  }

  @Test
  void aDayMayHaveSeveralWindowsAndLastUntilMidnight() {
    assertThat(opening("18:00-24:00, 08:00-12:00", "2026-01-14T12:00:00Z", "UTC"))
        .isEqualTo("2026-01-14T18:00:00Z");
    assertThat(opening("18:00-24:00, 08:00-12:00", "2026-01-14T23:59:59Z", "UTC"))
        .isEqualTo("2026-01-14T23:59:59Z");
  }

  @Test
  void withoutAZoneItIsAlwaysOpen() {
    assertThat(opening("08:00-09:00", "2026-01-14T00:00:00Z")).isEqualTo("2026-01-14T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "US",
        "us 08:00-21:00",
        "US 21:00-08:00",
        "US 08:00-08:00",
        "US 8-21",
        "US 08:00-25:00",
        "US foo 08:00-21:00",
        "US mon-foo 08:00-21:00",
        "08:00-21:00",
        "US 08:60-21:00",
        "US mon 08:00-21:00;;US-",
      })
  void whatIsNoWindowIsTold(String text) {
    assertThatThrownBy(() -> Windows.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ownWindowsHoldWhereTheySaySomething() {
    var own = Windows.of("US-TX 10:00-11:00; DE 09:00-20:00").over(Windows.SHIPPED);

    assertThat(own.of("US-TX", "US")).isNotEqualTo(Windows.SHIPPED.of("US-TX", "US"));
    assertThat(own.of("US-FL", "US")).isEqualTo(Windows.SHIPPED.of("US-FL", "US")).isPresent();
    assertThat(own.of("", "US")).isEqualTo(Windows.SHIPPED.of("", "US")).isPresent();
    assertThat(own.of("", "DE")).isPresent();
    assertThat(own.of("", "FR")).isEmpty();
    assertThat(List.of(own.of("US-RI", "US"), own.of("", "US")).stream().distinct()).hasSize(2);
  }
}
