package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  private static Reading reading(String hex, boolean headed, int dataCoding, LinkAlphabet link) {
    return Reading.of(Octets.ofHex(hex), headed, dataCoding, link);
  }

  @ParameterizedTest
  @CsvSource({
    "48656c6c6f7f, false, 0, GSM7, Helloà",
    "48656c6c6fe0, false, 0, LATIN1, Helloà",
    "c8329bfd06, false, 0, PACKED_GSM7, Hello",
    "c8329bfd06, false, 16, PACKED_GSM7, Hello",
    "48656c6c6fe0, false, 3, GSM7, Helloà",
    "00480065011f, false, 8, PACKED_GSM7, Heğ",
    "032501010c, true, 0, GSM7, ğ",
    "032401011b67, true, 0, GSM7, ğ",
    "032401010062, true, 8, GSM7, b",
    "0605042424000041, true, 0, GSM7, A",
  })
  void readsAText(String hex, boolean headed, int dataCoding, LinkAlphabet link, String text) {
    assertThat(reading(hex, headed, dataCoding, link).text()).contains(text);
  }

  @Test
  void readsPackedSeptetsBehindFillBits() {
    var reading = reading("050003a50201c2", true, 0, LinkAlphabet.PACKED_GSM7);

    assertThat(reading.text()).contains("a");
    assertThat(reading.udh().concat()).contains(new Udh.Concat(0xA5, 2, 1));
  }

  /// Seven bits that are left over are no character, whether they are zeros or a carriage return.
  @Test
  void readsNoPaddingAsACharacter() {
    var seven = SeptetPacking.pack(Gsm.encode("abcdefg"), 0);
    var padded = SeptetPacking.packUnambiguously(Gsm.encode("abcdefg"), 0);

    assertThat(reading(seven.hex(), false, 0, LinkAlphabet.PACKED_GSM7).text()).contains("abcdefg");
    assertThat(reading(padded.hex(), false, 0, LinkAlphabet.PACKED_GSM7).text())
        .contains("abcdefg");
    assertThat(padded.at(6) >>> 1).isEqualTo(0x0D);
  }

  /// In the middle of a text what looks like zeros left over is an `@`.
  @Test
  void losesNoAtBetweenSegments() {
    var text = "x".repeat(152) + "@" + "y".repeat(60);
    var layout = new Layout(LinkAlphabet.PACKED_GSM7, Set.of(), LongForm.UDH8);
    var fits = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO, layout);
    var segments = Segmentation.segments(text, fits, layout, 1);

    assertThat(Texts.read(segments, TextEncoding.GSM7, LinkAlphabet.PACKED_GSM7)).isEqualTo(text);
  }

  @Test
  void readsPairsThatASenderSplitBetweenSegments() {
    var escape = reading("0500030102011b", true, 0, LinkAlphabet.GSM7);
    var euro = reading("05000301020265", true, 0, LinkAlphabet.GSM7);
    var high = reading("050003010201d83d", true, 8, LinkAlphabet.GSM7);
    var low = reading("050003010202de00", true, 8, LinkAlphabet.GSM7);

    assertThat(Reading.text(List.of(escape, euro))).contains("€");
    assertThat(Reading.text(List.of(high, low))).contains("😀");
    assertThat(Reading.text(List.of(euro, low))).contains("e\uFFFD");
  }

  @Test
  void readsSegmentsOfDifferentTables() {
    var turkish = reading("080003010201" + "250101" + "0c", true, 0, LinkAlphabet.GSM7);
    var plain = reading("050003010202" + "0c", true, 0, LinkAlphabet.GSM7);
    var octets = reading("00", false, 4, LinkAlphabet.GSM7);

    assertThat(Reading.text(List.of(turkish, plain))).contains("ğø");
    assertThat(Reading.text(List.of(plain, octets))).isEmpty();
    assertThat(Reading.text(List.of())).contains("");
  }

  @Test
  void whatIsNoHeaderIsText() {
    var reading = reading("4865", true, 0, LinkAlphabet.GSM7);

    assertThat(reading.text()).contains("He");
    assertThat(reading.udh()).isEqualTo(Udh.NOTHING);
  }

  @Test
  void survivesRandomOctets() {
    var random = new SplittableRandom(4);
    var links = List.of(LinkAlphabet.values());
    for (int round = 0; round < 30_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      if (octets.length > 6 && random.nextBoolean()) {
        octets[0] = 6;
        octets[1] = (byte) (0x24 + random.nextInt(2));
        octets[2] = 1;
        octets[4] = (byte) (0x24 + random.nextInt(2));
        octets[5] = 1;
      }
      var link = links.get(random.nextInt(links.size()));
      var first = Reading.of(Octets.of(octets), random.nextBoolean(), random.nextInt(256), link);
      var second = Reading.of(Octets.of(octets), true, 0, link);

      assertThat(first.text()).isNotNull();
      assertThat(Reading.text(List.of(first, second))).isNotNull();
    }
  }
}
