package io.carillon.wire.text;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Texts of the tests, written short or drawn by chance.
final class Texts {
  private Texts() {}

  /// `2*a + 1*b` is `aab`.
  static String of(String shape) {
    var text = new StringBuilder();
    for (String run : shape.isEmpty() ? new String[0] : shape.split(" \\+ ", -1)) {
      int star = run.indexOf('*');
      text.append(run.substring(star + 1).repeat(Integer.parseInt(run.substring(0, star))));
    }
    return text.toString();
  }

  /// A text of the first few characters of `alphabet`, so that all that is rarer than another is
  /// missing now and then.
  static String random(SplittableRandom random, String alphabet, int lengthMax) {
    int[] characters = alphabet.codePoints().toArray();
    var builder = new StringBuilder();
    int kinds = 1 + random.nextInt(characters.length);
    for (int i = random.nextInt(lengthMax); i > 0; i--) {
      builder.appendCodePoint(characters[random.nextInt(kinds)]);
    }
    return builder.toString();
  }

  /// Every layout there is, with none and with all national tables.
  static List<Layout> layouts() {
    return Stream.of(LinkAlphabet.values())
        .flatMap(alphabet -> Stream.of(LongForm.values()).flatMap(form -> layouts(alphabet, form)))
        .toList();
  }

  private static Stream<Layout> layouts(LinkAlphabet alphabet, LongForm form) {
    var bare = new Layout(alphabet, Set.of(), form);
    return alphabet == LinkAlphabet.LATIN1 || !form.isHeaded()
        ? Stream.of(bare)
        : Stream.of(bare, new Layout(alphabet, Layout.everyLanguage(), form));
  }

  /// The text as the other side reads it.
  static String read(List<Segment> segments, TextEncoding encoding, LinkAlphabet link) {
    var readings =
        segments.stream()
            .map(segment ->
                Reading.of(segment.octets(), segment.hasHeader(), encoding.dataCoding(), link))
            .toList();
    return Reading.text(readings).orElseThrow();
  }
}
