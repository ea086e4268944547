package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFaultsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "05000307020141",
        "06080400070201",
        "0b05040b8423f0000307020141",
        "0324010141",
        "03700142",
        "00"
      })
  void aHeaderThatIsWellHasNone(String hex) {

    assertThat(HeaderFaults.of(Octets.ofHex(hex))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', the header could not be read and is kept as text: no octets where a header should stand",
    "0a0003070201, the header could not be read and is kept as text: the header is longer than the"
        + " message",
    "0500ff070201, the header could not be read and is kept as text: an element is longer than its"
        + " header",
    "0400020702, a concatenation was ignored: it has 2 octets instead of 3",
    "0508030007 0201, a concatenation was ignored: it has 3 octets instead of 4",
    "050003070200, a concatenation was ignored: part 0 of 2",
    "050003070203, a concatenation was ignored: part 3 of 2",
    "050003070000, a concatenation was ignored: part 0 of 0",
    "0a00030702010003080202, two concatenations contradict each other: the last one counts",
    "0405020102, an element of ports was ignored: it has 2 octets instead of 4",
    "03240163, a national table was ignored that nobody knows: 99"
  })
  void whatIsWrongIsSaid(String hex, String words) {
    assertThat(HeaderFaults.of(Octets.ofHex(hex.replace(" ", "")))).containsExactly(words);
  }

  @Test
  void theSameConcatenationTwiceIsNoContradiction() {
    assertThat(HeaderFaults.of(Octets.ofHex("0b0003070201080400070201"))).isEmpty();
  }

  @Test
  void referencesAreToldApartByTheirWidth() {
    assertThat(Udh.isWide(Octets.ofHex("050003070201"))).isFalse();
    assertThat(Udh.isWide(Octets.ofHex("06080400070201"))).isTrue();
    assertThat(Udh.isWide(Octets.ofHex("0b0804000702010003070202"))).isFalse();
    assertThat(Udh.isWide(Octets.ofHex("0b0003070201080400070200"))).isFalse();
    assertThat(Udh.isWide(Octets.NONE)).isFalse();
  }

  @Test
  void anyOctetsAreLookedAtInTime() {
    var random = new Random(20_261_122);
    for (int round = 0; round < 50_000; round++) {
      var octets = new byte[random.nextInt(64)];
      random.nextBytes(octets);
      if (octets.length > 0 && random.nextBoolean()) {
        octets[0] = (byte) random.nextInt(octets.length);
      }
      assertThat(HeaderFaults.of(Octets.of(octets)).size()).isLessThanOrEqualTo(8);
      Udh.isWide(Octets.of(octets));
    }
  }
}
