package io.carillon.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The words of texts.
class WordsTest {
  private static final int TRIES = 2_000;
  private static final String LETTERS =
      "aZéÉßſıİσςΣÅåñŁđøйЁёאבּשׁـمُحَمّद्दिキガー東京都ใช้ไม่한국어ﬁ①½Ⅳ \t.,'’-/@#0٣9𝔘😀\uD800é";

  @Test
  void partsAtAllThatIsNoLetterDigitOrMark() {
    assertThat(Words.of("Your order #4711 (2 items), isn't it? a-b c_d x@y.example 😀"))
        .containsExactly(
            "your", "order", "4711", "2", "items", "isn", "t", "it", "a", "b", "c", "d", "x", "y",
            "example");
  }

  @Test
  void takesWordsForTheSameWhateverTheirCaseAccentsAndForm() {
    assertThat(Words.of("Straße STRASSE strasse")).containsExactly("strasse");
    assertThat(Words.of("café CAFÉ cafe\u0301 ｃａｆｅ")).containsExactly("cafe");
    assertThat(Words.of("ΟΔΟΣ οδός οδοσ")).containsExactly("οδοσ");
    assertThat(Words.of("İstanbul ISTANBUL ıstanbul")).containsExactly("istanbul");
    assertThat(Words.of("ﬁn FIN")).containsExactly("fin");
    assertThat(Words.of("مُحَمَّد محـــمد")).containsExactly("محمد");
    assertThat(Words.of("Ёлка елка")).containsExactly("елка");
    assertThat(Words.of("בְּרֵאשִׁית־ברא")).containsExactly("בראשית", "ברא");
  }

  @Test
  void keepsMarksThatMakeOtherWords() {
    assertThat(Words.of("दिन दन")).hasSize(2);
    assertThat(Words.of("カキ ガキ")).containsExactly("カキ", "ガキ");
    assertThat(Words.of("Łódź đ ø")).containsExactly("łodz", "đ", "ø");
  }

  @Test
  void givesPairsWhereNoBlanksStandBetweenWords() {
    assertThat(Words.of("東京都に")).containsExactly("東京", "京都", "都に");
    assertThat(Words.of("コーヒー2杯 OK")).containsExactly("コー", "ーヒ", "ヒー", "2", "杯", "ok");
    assertThat(Words.of("東京")).containsExactly("東京");
    assertThat(Words.of("한국어 문자")).containsExactly("한국어", "문자");
  }

  @Test
  void givesACharacterThatStandsAloneItself() {
    assertThat(Words.of("杯")).containsExactly("杯");
    assertThat(Words.of("a杯b")).containsExactly("a", "杯", "b");
  }

  @Test
  void leavesOutWhatIsBehindTheLongestWord() {
    var longest = "a".repeat(Words.LENGTH_MAX);
    assertThat(Words.of(longest + "b " + longest + "c")).containsExactly(longest);
  }

  @Test
  void hasNoMoreWordsThanItMay() {
    var text = new StringBuilder();
    for (int i = 0; i < 2 * Words.TEXT_MAX; i++) {
      text.append('w').append(i).append(' ');
    }
    assertThat(Words.of(text.toString())).hasSize(Words.TEXT_MAX).contains("w0", "w255");
    assertThat(Words.asked(text.toString())).hasSize(Words.ASKED_MAX + 1);
    assertThat(Words.of("東京都".repeat(1_000))).hasSize(3);
  }

  @Test
  void findsNothingInWhatHasNoWords() {
    assertThat(Words.of("")).isEmpty();
    assertThat(Words.of(" ?! 😀 \uD800 ❤\uFE0F \u093F")).isEmpty();
  }

  @Test
  void findsWordsOfAnyTextByThemselves() {
    var chance = new Random(36);
    for (int i = 0; i < TRIES; i++) {
      var text = text(chance);
      for (var word : Words.of(text)) {
        assertThat(Words.of(word)).as(text).containsExactly(word);
      }
    }
  }

  @Test
  void findsTheSameInEveryFormAndCase() {
    var chance = new Random(37);
    for (int i = 0; i < TRIES; i++) {
      var text = text(chance);
      var words = Words.of(text);
      assertThat(Words.of(Normalizer.normalize(text, Form.NFD))).as(text).isEqualTo(words);
      assertThat(Words.of(Normalizer.normalize(text, Form.NFKC))).as(text).isEqualTo(words);
      assertThat(Words.of(text.toUpperCase(Locale.ROOT))).as(text).isEqualTo(words);
    }
  }

  @Test
  void findsInTwoTextsWhatEachHas() {
    var chance = new Random(38);
    for (int i = 0; i < TRIES; i++) {
      var one = text(chance);
      var other = text(chance);
      var both = new LinkedHashSet<>(Words.of(one));
      both.addAll(Words.of(other));
      assertThat(Words.of(one + " " + other)).as(one + " " + other).isEqualTo(both);
    }
  }

  @Test
  void foldsEveryCharacterAtOnce() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      for (var word : Words.of(Character.toString(point))) {
        assertThat(Words.of(word)).as(Integer.toHexString(point)).containsExactly(word);
      }
    }
  }

  private static String text(Random chance) {
    var text = new StringBuilder();
    var points = LETTERS.codePoints().toArray();
    for (int left = chance.nextInt(24); left > 0; left--) {
      text.appendCodePoint(points[chance.nextInt(points.length)]);
    }
    return text.toString();
  }
}
