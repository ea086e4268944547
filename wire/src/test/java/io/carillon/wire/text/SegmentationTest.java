package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
  })
  void measuresText(String shape, TextEncoding encoding, int units, int segments) {
    assertThat(Segmentation.measure(text(shape), WantedEncoding.AUTO))
        .isEqualTo(new Measure.Fits(encoding, units, segments));
  }

  @Test
  void cutsWhereTheVectorsSay() {
    assertThat(sizes("161*a", TextEncoding.GSM7)).containsExactly(153, 8);
    assertThat(sizes("159*a + 1*€", TextEncoding.GSM7)).containsExactly(153, 8);
    assertThat(sizes("152*a + 1*€ + 10*a", TextEncoding.GSM7)).containsExactly(152, 12);
    assertThat(sizes("71*中", TextEncoding.UCS2)).containsExactly(134, 8);
    assertThat(sizes("66*中 + 1*😀 + 5*中", TextEncoding.UCS2)).containsExactly(132, 14);
    assertThat(sizes("141*é", TextEncoding.LATIN1)).containsExactly(134, 7);
  }

  @Test
  void refusesMoreThan255Segments() {
    assertThat(Segmentation.measure("a".repeat(39_016), WantedEncoding.AUTO))
        .isEqualTo(new Measure.TooLong(TextEncoding.GSM7, 256));
    assertThatThrownBy(() ->
            Segmentation.segments("a".repeat(39_016), TextEncoding.GSM7, ConcatHeader.EIGHT_BIT, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatDoesNotFitTheWantedEncoding() {
    assertThat(Segmentation.measure("Hi 😀!", WantedEncoding.GSM7))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, 0x1F600, 3));
    assertThat(Segmentation.measure("5 €", WantedEncoding.LATIN1))
        .isEqualTo(new Measure.Misfit(WantedEncoding.LATIN1, '€', 2));
    assertThat(Segmentation.measure("abc", WantedEncoding.UCS2))
        .isEqualTo(new Measure.Fits(TextEncoding.UCS2, 3, 1));
    assertThat(Segmentation.measure("ç", WantedEncoding.LATIN1))
        .isEqualTo(new Measure.Fits(TextEncoding.LATIN1, 1, 1));
  }

  @Test
  void writesTheConcatenationHeader() {
    List<Segment> narrow =
        Segmentation.segments("a".repeat(200), TextEncoding.GSM7, ConcatHeader.EIGHT_BIT, 0x1A5);
    List<Segment> wide =
        Segmentation.segments("a".repeat(200), TextEncoding.GSM7, ConcatHeader.SIXTEEN_BIT, 0x1A5);

    assertThat(narrow.get(1).header().hex()).isEqualTo("050003a50202");
    assertThat(wide.get(0).header().hex()).isEqualTo("06080401a50201");
    assertThat(wide.get(0).body().size()).isEqualTo(152);
    assertThat(narrow.get(0).octets().size()).isEqualTo(159);
    assertThat(narrow.get(0).hasHeader()).isTrue();
  }

  @Test
  void aShortTextGoesWithoutAHeader() {
    List<Segment> segments =
        Segmentation.segments("Hello", TextEncoding.GSM7, ConcatHeader.EIGHT_BIT, 9);

    assertThat(segments).containsExactly(new Segment(1, 1, Octets.NONE, Gsm.encode("Hello")));
    assertThat(segments.getFirst().hasHeader()).isFalse();
  }

  @Test
  void everyTextComesBackFromItsSegments() {
    var random = new SplittableRandom(11);
    String alphabet = "aäß€[]{}é中ğ😀 \n";
    int[] characters = alphabet.codePoints().toArray();
    for (int round = 0; round < 2_000; round++) {
      var builder = new StringBuilder();
      int kinds = 1 + random.nextInt(characters.length);
      for (int i = random.nextInt(700); i > 0; i--) {
        builder.appendCodePoint(characters[random.nextInt(kinds)]);
      }
      String text = builder.toString();
      ConcatHeader header =
          random.nextBoolean() ? ConcatHeader.EIGHT_BIT : ConcatHeader.SIXTEEN_BIT;
      var fits = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO, header);
      var segments = Segmentation.segments(text, fits.encoding(), header, random.nextInt());

      assertThat(segments).hasSize(fits.segments());
      assertThat(segments)
          .allSatisfy(segment ->
              assertThat(segment.octets().size())
                  .isLessThanOrEqualTo(fits.encoding() == TextEncoding.GSM7 ? 160 : 140));
      assertThat(joined(segments, fits.encoding())).isEqualTo(text);
    }
  }

  private static String joined(List<Segment> segments, TextEncoding encoding) {
    Alphabet alphabet = DataCoding.alphabet(encoding.dataCoding(), Alphabet.GSM7);
    var text = new StringBuilder();
    for (Segment segment : segments) {
      Octets body = segment.octets();
      if (segment.hasHeader()) {
        var split = (UserData.Split) Udh.parse(body);
        assertThat(split.udh().concat().orElseThrow().number()).isEqualTo(segment.number());
        assertThat(split.udh().concat().orElseThrow().total()).isEqualTo(segment.total());
        body = split.body();
      }
      String decoded = alphabet.decode(body).orElseThrow();
      assertThat(decoded).doesNotContain("\uFFFD");
      text.append(decoded);
    }
    return text.toString();
  }

  private static List<Integer> sizes(String shape, TextEncoding encoding) {
    return Segmentation.segments(text(shape), encoding, ConcatHeader.EIGHT_BIT, 1).stream()
        .map(segment -> segment.body().size())
        .toList();
  }

  /// `2*a + 1*b` is `aab`.
  private static String text(String shape) {
    var text = new StringBuilder();
    for (String run : shape.isEmpty() ? new String[0] : shape.split(" \\+ ", -1)) {
      int star = run.indexOf('*');
      text.append(run.substring(star + 1).repeat(Integer.parseInt(run.substring(0, star))));
    }
    return text.toString();
  }
}
