package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OctetsTest {
  @Test
  void neverPrintsItsContent() {
    assertThat(Octets.of("secret".getBytes(StandardCharsets.US_ASCII))).hasToString("6 octets");
  }

  @Test
  void doesNotChangeWithTheArrayItCameFrom() {
    byte[] bytes = {1, 2};
    Octets octets = Octets.of(bytes);
    bytes[0] = 9;
    octets.toBytes()[1] = 9;

    assertThat(octets.hex()).isEqualTo("0102");
  }

  @Test
  void comparesByValue() {
    assertThat(Octets.ofHex("01ff")).isEqualTo(Octets.of((byte) 1, (byte) -1));
    assertThat(Octets.ofHex("01ff")).hasSameHashCodeAs(Octets.of((byte) 1, (byte) -1));
    assertThat(Octets.ofHex("01ff").at(1)).isEqualTo(255);
    assertThat(Octets.ofHex("010203").slice(1, 2)).isEqualTo(Octets.ofHex("02"));
    assertThat(Octets.ofHex("01").plus(Octets.ofHex("02"))).isEqualTo(Octets.ofHex("0102"));
  }
}
