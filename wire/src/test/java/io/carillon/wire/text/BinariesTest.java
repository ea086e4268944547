package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
  /// The port of business cards.
  private static final Optional<Udh.Ports> VCARD = Optional.of(new Udh.Ports(9204, 0));

  private static Layout layout(LongForm form) {
    return new Layout(LinkAlphabet.GSM7, Set.of(), form);
  }

  @ParameterizedTest
  @CsvSource({
    "UDH8, false, 140, 134",
    "UDH8, true, 133, 128",
    "UDH16, false, 140, 133",
    "UDH16, true, 133, 127",
    "SAR, false, 140, 134",
    "PAYLOAD, true, 133, 128"
  })
  void octetsFallIntoSegments(LongForm form, boolean ports, int alone, int each) {
    assertThat(Binaries.segments(0, ports, layout(form))).isEqualTo(1);
    assertThat(Binaries.segments(alone, ports, layout(form))).isEqualTo(1);
    assertThat(Binaries.segments(alone + 1, ports, layout(form))).isEqualTo(2);
    assertThat(Binaries.segments(2 * each, ports, layout(form))).isEqualTo(2);
    assertThat(Binaries.segments(2 * each + 1, ports, layout(form))).isEqualTo(3);
  }

  @Test
  void theHeaderNamesThePorts() {
    var alone = Binaries.cut(Octets.ofHex("0102"), VCARD, Layout.USUAL, 7);
    var several = Binaries.cut(Octets.of(new byte[150]), VCARD, Layout.USUAL, 7);

    assertThat(alone).hasSize(1);
    assertThat(alone.getFirst().octets().hex()).isEqualTo("06050423f400000102");
    assertThat(several.get(1).header().hex()).isEqualTo("0b0003070202050423f40000");
    assertThat(several.get(0).octets().size()).isEqualTo(140);
  }

  @Test
  void whereTheCentreMakesHeadersThereIsNone() {
    var sar = Binaries.cut(Octets.of(new byte[150]), VCARD, layout(LongForm.SAR), 7);
    var payload = Binaries.cut(Octets.of(new byte[150]), VCARD, layout(LongForm.PAYLOAD), 7);

    assertThat(sar).hasSize(2).noneMatch(Segment::hasHeader);
    assertThat(payload).hasSize(1).noneMatch(Segment::hasHeader);
  }

  @Test
  void everyOctetComesBack() {
    var random = new SplittableRandom(5);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(1_000)];
      random.nextBytes(bytes);
      var layout = layout(random.nextBoolean() ? LongForm.UDH8 : LongForm.UDH16);
      var ports = random.nextBoolean() ? VCARD : Optional.<Udh.Ports>empty();
      var segments = Binaries.cut(Octets.of(bytes), ports, layout, random.nextInt());

      var joined = Octets.NONE;
      for (var segment : segments) {
        assertThat(segment.octets().size()).isLessThanOrEqualTo(140);
        var reading =
            Reading.of(segment.octets(), segment.hasHeader(), DataCoding.BINARY, LinkAlphabet.GSM7);
        assertThat(reading.udh().ports()).isEqualTo(ports);
        assertThat(reading.text()).isEmpty();
        joined = joined.plus(reading.body());
      }
      assertThat(joined).isEqualTo(Octets.of(bytes));
      assertThat(segments).hasSize(Binaries.segments(bytes.length, ports.isPresent(), layout));
    }
  }

  @Test
  void refusesMoreThan255Segments() {
    var most = Octets.owning(new byte[255 * 134]);

    assertThat(Binaries.cut(most, Optional.empty(), Layout.USUAL, 0)).hasSize(255);
    assertThatThrownBy(
            () -> Binaries.cut(most.plus(Octets.ofHex("00")), Optional.empty(), Layout.USUAL, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Udh.Ports(65_536, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Udh.Ports(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
