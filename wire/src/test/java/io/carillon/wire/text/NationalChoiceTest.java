package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NationalChoiceTest {
  private static final Layout TURKISH =
      new Layout(LinkAlphabet.GSM7, Set.of(Language.TURKISH), LongForm.UDH8);
  private static final Layout EVERY =
      new Layout(LinkAlphabet.GSM7, Layout.everyLanguage(), LongForm.UDH8);

  private static Measure.Fits fits(String shape, Layout layout) {
    return (Measure.Fits) Segmentation.measure(Texts.of(shape), WantedEncoding.AUTO, layout);
  }

  @ParameterizedTest
  @CsvSource({
    // text, encoding, locking, single, units, segments
    "160*a, GSM7, 0, 0, 160, 1",
    "1000*a, GSM7, 0, 0, 1000, 7",
    // One of them among many goes behind a shift: 4 octets of header leave 155 septets.
    "1*ğ + 100*a, GSM7, 0, 1, 102, 1",
    "1*ğ + 153*a, GSM7, 0, 1, 155, 1",
    // One more, and only the locked table still has room.
    "1*ğ + 154*a, GSM7, 1, 0, 155, 1",
    "1*ğ + 155*a, GSM7, 0, 1, 157, 2",
    "1*ğ + 297*a, GSM7, 1, 0, 298, 2",
    // Many of them.
    "77*ğ, GSM7, 0, 1, 154, 1",
    "78*ğ, GSM7, 1, 0, 78, 1",
    "155*ğ, GSM7, 1, 0, 155, 1",
    "298*ğ, GSM7, 1, 0, 298, 2",
    "299*ğ, GSM7, 1, 0, 299, 3",
    "100*ğ + 20*{, GSM7, 1, 0, 140, 1",
    // What fits one segment of UCS-2 needs no tables.
    "1*ğ, UCS2, 0, 0, 1, 1",
    "70*ğ, UCS2, 0, 0, 70, 1",
    // What no table has.
    "1*ğ + 100*a + 1*😀, UCS2, 0, 0, 103, 2",
    // The euro sign takes one septet of the locked Turkish table, where that saves a segment.
    "80*€, GSM7, 0, 0, 160, 1",
    "81*€, GSM7, 1, 0, 81, 1",
  })
  void choosesTheCheapest(
      String shape, TextEncoding encoding, int locking, int single, int units, int segments) {
    assertThat(fits(shape, TURKISH))
        .isEqualTo(
            new Measure.Fits(new Coding(encoding, Shifts.of(locking, single)), units, segments));
  }

  @ParameterizedTest
  @CsvSource({
    "Işık ılık süt içti; ağaç düştü. Şimdi öğle oldu ve herkes çok yorgun; uyusun., 0, 1",
    "¿Dónde están los niños? El camión se averió aquí y mañana habrá otro más., 0, 2",
    "Não há ação sem razão: três irmãos são bons cidadãos e têm opinião própria., 0, 3",
    "मैं कल दिल्ली जा रहा हूँ और वहाँ दो दिन रहूँगा। फिर मैं आगरा और जयपुर भी जाऊँगा।, 6, 6",
    "நான் நாளை சென்னைக்குச் செல்கிறேன் அங்கு இரண்டு நாட்கள் தங்குவேன் பிறகு வருவேன், 11, 0",
    "میں کل لاہور جا رہا ہوں اور وہاں دو دن رہوں گا اور پھر کراچی بھی جا کر واپس آ سکتا ہوں, 13, 0"
  })
  void findsTheLanguageOfAText(String text, int locking, int single) {
    var fits = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO, EVERY);

    assertThat(fits.coding().shifts()).isEqualTo(Shifts.of(locking, single));
  }

  @Test
  void takesTwoTablesWhereThatIsCheapest() {
    var fits = fits("100*क + 20*१", EVERY);

    assertThat(fits.coding().shifts()).isEqualTo(Shifts.of(6, 6));
    assertThat(fits.units()).isEqualTo(140);
    assertThat(fits.segments()).isEqualTo(1);
  }

  @Test
  void usesNoTableThatIsNotAllowed() {
    assertThat(fits("100*ğ", Layout.USUAL).encoding()).isEqualTo(TextEncoding.UCS2);
    assertThat(fits("100*क", TURKISH).encoding()).isEqualTo(TextEncoding.UCS2);
    assertThat(Segmentation.measure("ğ", WantedEncoding.GSM7))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, 'ğ', 0));
  }

  @Test
  void gsm7MayBeAskedForWithNationalTables() {
    assertThat(Segmentation.measure("ğ", WantedEncoding.GSM7, TURKISH))
        .isEqualTo(new Measure.Fits(Coding.gsm7(Shifts.of(0, 1)), 2, 1));
    assertThat(Segmentation.measure("ağ中", WantedEncoding.GSM7, TURKISH))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, '中', 2));
    assertThat(Segmentation.measure("ağक", WantedEncoding.GSM7, TURKISH))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, 'ğ', 1));
    assertThat(Segmentation.measure("ğ😀", WantedEncoding.GSM7, TURKISH))
        .isEqualTo(new Measure.Misfit(WantedEncoding.GSM7, 0x1F600, 1));
    assertThat(Segmentation.measure("ğ".repeat(40_000), WantedEncoding.GSM7, TURKISH))
        .isEqualTo(new Measure.TooLong(Coding.gsm7(Shifts.of(1, 0)), 269));
  }

  @Test
  void theHeaderNamesTheTables() {
    var layout = new Layout(LinkAlphabet.GSM7, Layout.everyLanguage(), LongForm.UDH16);
    var alone = Segmentation.segments("ğ".repeat(100), fits("100*ğ", TURKISH), TURKISH, 1);
    var text = Texts.of("200*क + 20*१");
    var several = Segmentation.segments(text, fits("200*क + 20*१", layout), layout, 0xABCD);

    assertThat(alone).hasSize(1);
    assertThat(alone.getFirst().header().hex()).isEqualTo("03250101");
    assertThat(alone.getFirst().body().hex()).isEqualTo("0c".repeat(100));
    assertThat(several.get(1).header().hex()).isEqualTo("0c0804abcd0202240106250106");
    assertThat(several.get(0).body().size()).isEqualTo(145);
  }

  /// The rule as it is written down, tried on every pair of tables.
  @Test
  void nothingIsCheaperThanWhatIsChosen() {
    var random = new SplittableRandom(23);
    for (int round = 0; round < 150; round++) {
      var text = Texts.random(random, "aeığşñçãõ€{é∞Á\n", 500);
      var chosen = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO, EVERY);
      for (var shifts : allPairs()) {
        int septets = septets(text, shifts);
        if (septets >= 0) {
          var coding = Coding.gsm7(shifts);
          int segments =
              septets <= Cutting.unitsAlone(coding)
                  ? 1
                  : Cutting.cut(text, coding, Cutting.unitsEach(coding, LongForm.UDH8), null);
          assertThat(chosen.segments()).isLessThanOrEqualTo(segments);
        }
      }
      var plain = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO);
      assertThat(chosen.segments() < plain.segments() || chosen.equals(plain)).isTrue();
    }
  }

  private static List<Shifts> allPairs() {
    var pairs = new ArrayList<Shifts>();
    for (int locking = 0; locking <= 13; locking++) {
      for (int single = 0; single <= 13; single++) {
        pairs.add(Shifts.of(locking, single));
      }
    }
    return pairs;
  }

  private static int septets(String text, Shifts shifts) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = ShiftedGsm.code(text.charAt(i), shifts);
      if (code < 0) {
        return -1;
      }
      septets += code >= Gsm.EXTENDED ? 2 : 1;
    }
    return septets;
  }

  @Test
  void nationalTablesNeedAHeaderAndSeptets() {
    for (var form : List.of(LongForm.SAR, LongForm.PAYLOAD)) {
      assertThatThrownBy(() -> new Layout(LinkAlphabet.GSM7, Set.of(Language.URDU), form))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Layout(LinkAlphabet.LATIN1, Set.of(Language.URDU), LongForm.UDH8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new Coding(TextEncoding.UCS2, new Shifts(Optional.of(Language.URDU), Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
