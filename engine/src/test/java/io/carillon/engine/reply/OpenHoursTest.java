package io.carillon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a business is open.
final class OpenHoursTest {
  private static final OpenHours BERLIN =
      OpenHours.of(
          "Europe/Berlin",
          List.of("mon-fri 09:00-17:00", "sat 10:00-12:00", "fri-mon 22:00-24:00"),
          List.of("2026-12-25"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, true", // Monday, 09:00 in winter
    "2026-11-23T07:59:59Z, false",
    "2026-11-23T15:59:59Z, true",
    "2026-11-23T16:00:00Z, false",
    "2026-07-06T07:00:00Z, true", // Monday, 09:00 in summer
    "2026-11-28T09:30:00Z, true", // Saturday
    "2026-11-29T09:30:00Z, false", // Sunday
    "2026-11-29T22:30:00Z, true", // Sunday, 23:30
    "2026-11-25T22:30:00Z, false", // Wednesday, 23:30
    "2026-12-25T10:00:00Z, false", // a Friday, closed
    "2026-12-24T23:30:00Z, false" // 00:30 on that day
  })
  void itIsOpenOnItsOwnClock(String at, boolean open) {
    assertThat(BERLIN.isOpen(Instant.parse(at))).isEqualTo(open);
  }

  @Test
  void anHourThatTheClockLeapsOverDoesNotCome() {
    var night = OpenHours.of("Europe/Berlin", List.of("sun 02:00-03:00"), List.of());

    assertThat(night.isOpen(Instant.parse("2027-03-28T00:59:59Z"))).isFalse();
    assertThat(night.isOpen(Instant.parse("2027-03-28T01:00:00Z"))).isFalse();
  }

  @Test
  void anHourThatTheClockShowsTwiceCountsTwice() {
    var night = OpenHours.of("Europe/Berlin", List.of("sun 02:00-03:00"), List.of());

    assertThat(night.isOpen(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(night.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(night.isOpen(Instant.parse("2026-10-25T02:00:00Z"))).isFalse();
  }

  @Test
  void withoutDaysItIsOpenOnAll() {
    var always = OpenHours.of("UTC", List.of("00:00-24:00"), List.of());

    assertThat(always.isOpen(Instant.parse("2026-11-29T23:59:59Z"))).isTrue();
    assertThat(always.written()).containsExactly("00:00-24:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9-17", "mon 17:00-09:00", "mon-xyz 09:00-17:00", "09:00-25:00", "09:00-09:00"})
  void whatIsNoWindowIsRefused(String window) {
    assertThat(OpenHours.isWindow(window)).isFalse();
    assertThatThrownBy(() -> OpenHours.of("UTC", List.of(window), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void zonesAndDatesMustBeSome() {
    assertThat(OpenHours.isZone("Europe/Berlin")).isTrue();
    assertThat(OpenHours.isZone("Europe/Bonn")).isFalse();
    assertThatThrownBy(() -> OpenHours.of("Mars", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenHours.of("UTC", List.of(), List.of("2026-02-30")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
