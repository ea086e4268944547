package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.text.Transliteration.Depth;
import io.carillon.wire.text.Transliteration.Replaced;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransliterationTest {
  private static String text(String text, Depth depth) {
    return Transliteration.of(text, depth).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "plain ~ plain",
        "Größe: 5 € ~ Größe: 5 €",
        "“a” „b‟ «c» ″ ~ \"a\" \"b\" \"c\" \"",
        "it’s ‘so’ ´` ~ it's 'so' ''",
        "a–b—c‑d−e ~ a-b-c-d-e",
        "wait…! ~ wait...!",
        "1⁄2 • 3＋4＝7 ~ 1/2 * 3+4=7",
        "no\u00A0break\u2009here\u200B ~ no break here",
        "ＨＥＬＬＯ，２０２６！ ~ HELLO,2026!",
        "ﬁnal oﬀer ~ final offer",
        "ΑΘΗΝΑ ~ AΘHNA",
        "𝗕𝗼𝗹𝗱 ~ Bold",
        "¼ or ½ ~ 1/4 or 1/2",
        "Ⅳ ‼ ⁉ ~ IV !! !?",
        "5 Ω, 3 K, 2 Å ~ 5 Ω, 3 K, 2 Å",
        "ᴄᴀʟʟ ~ CALL",
      })
  void looksTheSame(String text, String plain) {
    assertThat(text(text, Depth.LOOKALIKES)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Işık ılık süt içti ~ Isik ilik süt icti",
        "Łódź ~ Lodz",
        "Ação às três ~ Acao às tres",
        "Œuvre de cœur ~ OEuvre de coeur",
        "5 m² ± 1 ~ 5 m2 +/- 1",
        "© Carillon™ ~ (c) CarillonTM",
        "Ἀθήνα ~ Ἀθήνα",
        "e\u0301te\u0301 z\u030C ~ été z",
        "Ǆ Ǽ ~ DZ Æ",
      })
  void readsTheSame(String text, String plain) {
    assertThat(text(text, Depth.READABLE)).isEqualTo(plain);
  }

  @Test
  void composesWhatIsWrittenApart() {
    assertThat(text("e\u0301te\u0301", Depth.LOOKALIKES)).isEqualTo("été");
    assertThat(text("s\u0327", Depth.LOOKALIKES)).isEqualTo("s\u0327");
    assertThat(text("s\u0327", Depth.READABLE)).isEqualTo("s");
    assertThat(text("a\uFE0F", Depth.LOOKALIKES)).isEqualTo("a");
  }

  @Test
  void lineSeparatorsAreNewlines() {
    assertThat(text("one\u2028two\tthree", Depth.LOOKALIKES)).isEqualTo("one\ntwo three");
  }

  @ParameterizedTest
  @CsvSource({"it’s 👋", "“да”", "naïve – ok", "中", "\u0301"})
  void whatGoesAsUcs2AnywayStaysAsItIs(String text) {
    var result = Transliteration.of(text, Depth.LOOKALIKES);

    assertThat(result.text()).isEqualTo(text);
    assertThat(result.replaced()).isEmpty();
    assertThat(result.count()).isZero();
  }

  @Test
  void whatWouldTakeMoreSegmentsStaysAsItIs() {
    assertThat(text("…".repeat(53), Depth.LOOKALIKES)).isEqualTo("...".repeat(53));
    assertThat(text("…".repeat(54), Depth.LOOKALIKES)).isEqualTo("…".repeat(54));
  }

  @Test
  void tellsWhatWasReplaced() {
    var result = Transliteration.of("“Quoted” – it’s “fine”…", Depth.LOOKALIKES);

    assertThat(result.text()).isEqualTo("\"Quoted\" - it's \"fine\"...");
    assertThat(result.replaced())
        .containsExactly(
            new Replaced("“", "\"", 2),
            new Replaced("”", "\"", 2),
            new Replaced("–", "-", 1),
            new Replaced("’", "'", 1),
            new Replaced("…", "...", 1));
    assertThat(result.count()).isEqualTo(7);
    assertThat(result.by("–")).contains("-");
    assertThat(result.by("x")).isEmpty();
  }

  /// What it answers is in the alphabet or what it was given, and takes no more segments.
  @ParameterizedTest
  @EnumSource(Depth.class)
  void neverMakesItWorse(Depth depth) {
    var random = new SplittableRandom(9);
    for (int round = 0; round < 20_000; round++) {
      var builder = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int bound = random.nextInt(3) == 0 ? 0x10000 : 0x2200;
        builder.append((char) random.nextInt(bound));
      }
      var text = builder.toString();
      var result = Transliteration.of(text, depth);

      assertThat(result.text().equals(text) || Gsm.fits(result.text())).isTrue();
      assertThat(result.replaced().isEmpty()).isEqualTo(result.text().equals(text));
    }
  }

  @Test
  void everyReplacementIsOfTheAlphabet() {
    for (int codePoint = 1; codePoint < 0x20000; codePoint++) {
      if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
        var result = Transliteration.of(Character.toString(codePoint), Depth.READABLE);
        if (!result.replaced().isEmpty()) {
          assertThat(Gsm.fits(result.text())).isTrue();
          assertThat(result.text().length()).isLessThanOrEqualTo(5);
        }
      }
    }
  }
}
