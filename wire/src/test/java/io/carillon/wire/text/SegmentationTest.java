package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationTest {
  @ParameterizedTest
  @CsvSource({
    // text, encoding, units, segments
    "'', GSM7, 0, 1",
    "160*a, GSM7, 160, 1",
    "161*a, GSM7, 161, 2",
    "159*a + 1*€, GSM7, 161, 2",
    "152*a + 1*€ + 10*a, GSM7, 164, 2",
    "1530*a, GSM7, 1530, 10",
    "1531*a, GSM7, 1531, 11",
    "39015*a, GSM7, 39015, 255",
    "80*€, GSM7, 160, 1",
    "81*€, GSM7, 162, 2",
    "70*中, UCS2, 70, 1",
    "71*中, UCS2, 71, 2",
    "66*中 + 1*😀 + 5*中, UCS2, 73, 2",
    "1*ç, UCS2, 1, 1",
    // What a published calculator counts.
    "153*a + 1*{ + 6*a, GSM7, 161, 2",
    "151*a + 1*[ + 153*a, GSM7, 306, 2",
    "152*a + 1*[ + 152*a, GSM7, 306, 3",
    "70*我, UCS2, 70, 1",
    "35*😀, UCS2, 70, 1",
    "36*😀, UCS2, 72, 2",
    "67*😀, UCS2, 134, 3",
    "134*我, UCS2, 134, 2",
    "135*我, UCS2, 135, 3",
    "306*a, GSM7, 306, 2",
    "307*a, GSM7, 307, 3",
  })
  void measuresText(String shape, TextEncoding encoding, int units, int segments) {
    assertThat(Segmentation.measure(Texts.of(shape), WantedEncoding.AUTO))
        .isEqualTo(new Measure.Fits(Coding.of(encoding), units, segments));
  }

  @Test
  void cutsWhereTheVectorsSay() {
    assertThat(sizes("161*a", WantedEncoding.GSM7)).containsExactly(153, 8);
    assertThat(sizes("159*a + 1*€", WantedEncoding.GSM7)).containsExactly(153, 8);
    assertThat(sizes("152*a + 1*€ + 10*a", WantedEncoding.GSM7)).containsExactly(152, 12);
    assertThat(sizes("71*中", WantedEncoding.UCS2)).containsExactly(134, 8);
    assertThat(sizes("66*中 + 1*😀 + 5*中", WantedEncoding.UCS2)).containsExactly(132, 14);
    assertThat(sizes("141*é", WantedEncoding.LATIN1)).containsExactly(134, 7);
  }

  @Test
  void refusesMoreThan255Segments() {
    assertThat(Segmentation.measure("a".repeat(39_016), WantedEncoding.AUTO))
        .isEqualTo(new Measure.TooLong(Coding.GSM7, 256));
  }

  @Test
  void refusesToMakeSegmentsOfAnotherText() {
    var fits = new Measure.Fits(Coding.gsm7(Shifts.of(1, 0)), 4, 1);

    assertThatThrownBy(() -> Segmentation.segments("a中bc", fits, Layout.USUAL, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatDoesNotFitTheWantedEncoding() {
    assertThat(Segmentation.measure("Hi 😀!", WantedEncoding.GSM7))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, 0x1F600, 3));
    assertThat(Segmentation.measure("5 €", WantedEncoding.LATIN1))
        .isEqualTo(new Measure.Misfit(WantedEncoding.LATIN1, '€', 2));
    assertThat(Segmentation.measure("abc", WantedEncoding.UCS2))
        .isEqualTo(new Measure.Fits(Coding.UCS2, 3, 1));
    assertThat(Segmentation.measure("ç", WantedEncoding.LATIN1))
        .isEqualTo(new Measure.Fits(Coding.LATIN1, 1, 1));
  }

  private static Layout layout(LinkAlphabet alphabet, LongForm form) {
    return new Layout(alphabet, Set.of(), form);
  }

  private static List<Segment> segments(String shape, WantedEncoding wanted, Layout layout) {
    var text = Texts.of(shape);
    var fits = (Measure.Fits) Segmentation.measure(text, wanted, layout);
    return Segmentation.segments(text, fits, layout, 0x1A5);
  }

  @Test
  void writesTheConcatenationHeader() {
    var narrow = segments("200*a", WantedEncoding.AUTO, Layout.USUAL);
    var wide = segments("200*a", WantedEncoding.AUTO, layout(LinkAlphabet.GSM7, LongForm.UDH16));

    assertThat(narrow.get(1).header().hex()).isEqualTo("050003a50202");
    assertThat(wide.get(0).header().hex()).isEqualTo("06080401a50201");
    assertThat(wide.get(0).body().size()).isEqualTo(152);
    assertThat(narrow.get(0).octets().size()).isEqualTo(159);
    assertThat(narrow.get(0).hasHeader()).isTrue();
  }

  @Test
  void aShortTextGoesWithoutAHeader() {
    for (var layout : Texts.layouts()) {
      var segments = segments("1*Hello", WantedEncoding.AUTO, layout);

      assertThat(segments).hasSize(1);
      assertThat(segments.getFirst().hasHeader()).isFalse();
      assertThat(segments.getFirst().body())
          .isEqualTo(
              layout.alphabet() == LinkAlphabet.PACKED_GSM7
                  ? Octets.ofHex("c8329bfd06")
                  : Gsm.encode("Hello"));
    }
  }

  @Test
  void theCentreMakesTheHeaderOfSar() {
    var segments = segments("200*a", WantedEncoding.AUTO, layout(LinkAlphabet.GSM7, LongForm.SAR));

    assertThat(segments).extracting(Segment::number).containsExactly(1, 2);
    assertThat(segments).extracting(Segment::total).containsExactly(2, 2);
    assertThat(segments).extracting(segment -> segment.octets().size()).containsExactly(153, 47);
    assertThat(segments).noneMatch(Segment::hasHeader);
  }

  @Test
  void aPayloadIsOneWhateverItIsBilled() {
    var layout = layout(LinkAlphabet.GSM7, LongForm.PAYLOAD);
    var fits = (Measure.Fits) Segmentation.measure("a".repeat(400), WantedEncoding.AUTO, layout);
    var segments = segments("400*a", WantedEncoding.AUTO, layout);

    assertThat(fits.segments()).isEqualTo(3);
    assertThat(layout.parts(3)).isEqualTo(1);
    assertThat(segments).hasSize(1);
    assertThat(segments.getFirst().octets().size()).isEqualTo(400);
    assertThat(segments.getFirst().total()).isEqualTo(1);
  }

  @Test
  void latin1StandsForSeptetsWhereBothHaveTheCharacter() {
    var layout = layout(LinkAlphabet.LATIN1, LongForm.UDH8);

    assertThat(Segmentation.measure("Grüße [1]", WantedEncoding.AUTO, layout))
        .isEqualTo(new Measure.Fits(Coding.GSM7, 11, 1));
    assertThat(segments("1*Grüße [1]", WantedEncoding.AUTO, layout).getFirst().body().hex())
        .isEqualTo("4772fcdf65205b315d");
    assertThat(Segmentation.measure("5 €", WantedEncoding.AUTO, layout))
        .isEqualTo(new Measure.Fits(Coding.UCS2, 3, 1));
    assertThat(Segmentation.measure("5 €", WantedEncoding.GSM7, layout))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, '€', 2));
    assertThat(Segmentation.measure("ç", WantedEncoding.AUTO, layout))
        .isEqualTo(new Measure.Fits(Coding.UCS2, 1, 1));
    assertThat(layout.classed().alphabet()).isEqualTo(LinkAlphabet.GSM7);
    assertThat(layout(LinkAlphabet.PACKED_GSM7, LongForm.SAR).classed().alphabet())
        .isEqualTo(LinkAlphabet.PACKED_GSM7);
  }

  @Test
  void packedSeptetsBeginBehindFillBits() {
    var layout = layout(LinkAlphabet.PACKED_GSM7, LongForm.UDH8);
    var segments = segments("161*a", WantedEncoding.AUTO, layout);

    assertThat(segments).extracting(segment -> segment.octets().size()).containsExactly(140, 14);
    assertThat(segments.getFirst().body().at(0)).isEqualTo('a' << 1 & 0xFF);
  }

  /// In every layout: no segment is over its limit, there are as many as were counted, they say
  /// where they are cut, and the other side reads what was written.
  @Test
  void everyTextComesBackFromItsSegments() {
    var random = new SplittableRandom(11);
    var layouts = Texts.layouts();
    for (int round = 0; round < 3_000; round++) {
      var layout = layouts.get(round % layouts.size());
      var text = Texts.random(random, "aäß€[]{}éığş中😀 \nकçÁ", 700) + "z";
      var wanted = random.nextInt(4) == 0 ? WantedEncoding.UCS2 : WantedEncoding.AUTO;
      var fits = (Measure.Fits) Segmentation.measure(text, wanted, layout);
      var segments = Segmentation.segments(text, fits, layout, random.nextInt());
      var cuts = Segmentation.cuts(text, fits, layout);

      assertThat(segments).hasSize(layout.parts(fits.segments()));
      assertThat(cuts).hasSize(fits.segments());
      assertThat(cuts.stream().mapToInt(Cut::units).sum()).isEqualTo(fits.units());
      assertThat(Texts.read(segments, fits.encoding(), layout.alphabet())).isEqualTo(text);
      if (layout.longForm() != LongForm.PAYLOAD) {
        segments.forEach(segment -> checkOctets(segment, fits, layout));
      }
    }
  }

  private static void checkOctets(Segment segment, Measure.Fits fits, Layout layout) {
    boolean unpacked =
        fits.encoding() == TextEncoding.GSM7 && layout.alphabet() != LinkAlphabet.PACKED_GSM7;
    assertThat(segment.octets().size()).isLessThanOrEqualTo(unpacked ? 160 : 140);
    if (segment.hasHeader()) {
      var udh = ((UserData.Split) Udh.parse(segment.octets())).udh();
      assertThat(udh.shifts()).isEqualTo(fits.coding().shifts());
      assertThat(udh.concat().map(Udh.Concat::total).orElse(1)).isEqualTo(segment.total());
      assertThat(udh.concat().map(Udh.Concat::number).orElse(1)).isEqualTo(segment.number());
    }
  }

  private static List<Integer> sizes(String shape, WantedEncoding wanted) {
    return segments(shape, wanted, Layout.USUAL).stream()
        .map(segment -> segment.body().size())
        .toList();
  }
}
