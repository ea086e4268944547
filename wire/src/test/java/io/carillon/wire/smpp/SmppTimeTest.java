package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SmppTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:33:44.500Z");

  @Test
  void writesRelativeTimes() {
    assertThat(SmppTime.relative(Duration.ofDays(2))).isEqualTo("000002000000000R");
    assertThat(SmppTime.relative(Duration.ofSeconds(3_725))).isEqualTo("000000010205000R");
    assertThatThrownBy(() -> SmppTime.relative(Duration.ofDays(29)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SmppTime.relative(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesAbsoluteTimesInUtc() {
    assertThat(SmppTime.absolute(NOW)).isEqualTo("261121023344500+");
  }

  @Test
  void readsWhatItWrites() {
    assertThat(SmppTime.parse(SmppTime.absolute(NOW), Instant.EPOCH)).contains(NOW);
    assertThat(SmppTime.parse(SmppTime.relative(Duration.ofHours(30)), NOW))
        .contains(NOW.plus(Duration.ofHours(30)));
  }

  @Test
  void readsLocalTimes() {
    assertThat(SmppTime.parse("261121033344504+", NOW)).contains(NOW);
    assertThat(SmppTime.parse("261120213344520-", NOW)).contains(NOW);
  }

  @Test
  void readsNothingOutOfRubbish() {
    assertThat(SmppTime.parse("", NOW)).isEmpty();
    assertThat(SmppTime.parse("261121023344500", NOW)).isEmpty();
    assertThat(SmppTime.parse("261321023344500+", NOW)).isEmpty();
    assertThat(SmppTime.parse("261121023344500*", NOW)).isEmpty();
    assertThat(SmppTime.parse("2611210233445x0+", NOW)).isEmpty();
    assertThat(SmppTime.parse("261121023344599+", NOW)).isEmpty();
  }
}
