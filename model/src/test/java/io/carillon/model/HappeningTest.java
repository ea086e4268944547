package io.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HappeningTest {
  private static final Event EVENT =
      new Event(
          new AccountId(new Id(1, 2)),
          Instant.parse("2026-11-23T05:00:00Z"),
          Event.Kind.CONSENT_GIVEN,
          new Id(3, 4),
          Map.of());

  @Test
  void itsIdStandsBehindAllMessages() {
    var id = Happening.of(EVENT, 7).id();
    var last = new MessageId(Id.v7((1L << 47) - 1, 0xFFF, -1));

    assertThat(id).isGreaterThan(last);
    assertThat(Happening.isNamed(id)).isTrue();
    assertThat(Happening.isNamed(last)).isFalse();
    assertThatThrownBy(() -> new Happening(last, EVENT)).hasMessageContaining("happening");
  }

  @Test
  void twoOfOneMomentAreTwo() {
    assertThat(Happening.of(EVENT, 7)).isNotEqualTo(Happening.of(EVENT, 8));
  }
}
