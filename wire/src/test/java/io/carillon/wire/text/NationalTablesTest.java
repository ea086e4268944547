package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalTablesTest {
  private static Shifts locking(Language language) {
    return new Shifts(Optional.of(language), Optional.empty());
  }

  private static Shifts single(Language language) {
    return new Shifts(Optional.empty(), Optional.of(language));
  }

  private static Octets encode(String text, Shifts shifts) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      septets += ShiftedGsm.code(text.charAt(i), shifts) >= Gsm.EXTENDED ? 2 : 1;
    }
    return ShiftedGsm.encode(text, new Cut(0, text.length(), septets), shifts);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyCellOfALockingTableComesBack(Language language) {
    if (!language.hasLocking()) {
      return;
    }
    int cells = 0;
    for (int code = 0; code < 128; code++) {
      char character = NationalTables.locking(language.identifier(), code);
      if (character != 0) {
        var octets = encode(String.valueOf(character), locking(language));
        assertThat(octets).isEqualTo(Octets.of((byte) code));
        assertThat(ShiftedGsm.decode(octets, locking(language)))
            .isEqualTo(String.valueOf(character));
        cells++;
      }
    }
    assertThat(cells).isBetween(102, 127);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyCellOfASingleShiftTableComesBack(Language language) {
    int cells = 0;
    for (int code = 0; code < 128; code++) {
      char character = NationalTables.single(language.identifier(), code);
      if (character != 0) {
        var read = ShiftedGsm.decode(Octets.of((byte) Gsm.ESCAPE, (byte) code), single(language));
        assertThat(read).isEqualTo(String.valueOf(character));
        assertThat(ShiftedGsm.decode(encode(read, single(language)), single(language)))
            .isEqualTo(read);
        cells++;
      }
    }
    assertThat(cells).isBetween(17, 90);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noSingleShiftTableLosesTheDefaultOne(Language language) {
    for (int code = 0; code < 128; code++) {
      if (Gsm.extension(code) != 0) {
        assertThat(NationalTables.single(language.identifier(), code))
            .isEqualTo(Gsm.extension(code));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void onlySpanishHasNoLockingTable(Language language) {
    assertThat(NationalTables.locking(language.identifier(), 'a') == 'a')
        .isEqualTo(language.hasLocking());
    assertThat(language.hasLocking()).isEqualTo(language != Language.SPANISH);
  }

  @Test
  void theDefaultTablesAreThoseOfGsm() {
    for (int code = 0; code < 128; code++) {
      if (code != Gsm.ESCAPE) {
        assertThat(NationalTables.locking(0, code)).isEqualTo(Gsm.basic(code));
      }
      assertThat(NationalTables.single(0, code)).isEqualTo(Gsm.extension(code));
    }
    for (char character = 0; character < 0xFFFF; character++) {
      assertThat(NationalTables.code(character, 0, 0))
          .isEqualTo(ShiftedGsm.code(character, Shifts.NONE));
    }
  }

  /// Cells that the standard prints, and those that it misprints and names right.
  @ParameterizedTest
  @CsvSource({
    "TURKISH, 04, €",
    "TURKISH, 07, ı",
    "TURKISH, 0B, Ğ",
    "TURKISH, 0C, ğ",
    "TURKISH, 1C, Ş",
    "TURKISH, 1D, ş",
    "TURKISH, 40, İ",
    "TURKISH, 60, ç",
    "PORTUGUESE, 04, ê",
    "PORTUGUESE, 15, ∞",
    "PORTUGUESE, 18, €",
    "PORTUGUESE, 24, º",
    "PORTUGUESE, 5B, Ã",
    "PORTUGUESE, 7F, à",
    "KANNADA, 24, ಡ",
    "HINDI, 13, ओ",
    "BENGALI, 60, ৎ",
    "URDU, 00, ا",
    "TAMIL, 14, ஔ",
    "ORIYA, 7B, ୗ"
  })
  void lockingTablesSayWhatTheStandardSays(Language language, String code, char character) {
    assertThat(NationalTables.locking(language.identifier(), Integer.parseInt(code, 16)))
        .isEqualTo(character);
  }

  @ParameterizedTest
  @CsvSource({
    "TURKISH, 47, Ğ",
    "TURKISH, 49, İ",
    "TURKISH, 53, Ş",
    "TURKISH, 63, ç",
    "TURKISH, 67, ğ",
    "TURKISH, 69, ı",
    "TURKISH, 73, ş",
    "SPANISH, 09, ç",
    "SPANISH, 41, Á",
    "SPANISH, 75, ú",
    "PORTUGUESE, 12, Φ",
    "PORTUGUESE, 1F, Ê",
    "PORTUGUESE, 7F, â",
    "TAMIL, 24, ௮",
    "TELUGU, 22, ౬",
    "TELUGU, 23, ౭",
    "TELUGU, 65, €"
  })
  void singleShiftTablesSayWhatTheStandardSays(Language language, String code, char character) {
    assertThat(NationalTables.single(language.identifier(), Integer.parseInt(code, 16)))
        .isEqualTo(character);
  }

  @Test
  void whatATableLacksIsReadInTheNextOne() {
    var both = new Shifts(Optional.of(Language.TURKISH), Optional.of(Language.SPANISH));

    assertThat(ShiftedGsm.decode(Octets.ofHex("0c1b411b47"), both)).isEqualTo("ğÁG");
    assertThat(ShiftedGsm.decode(Octets.ofHex("1b1b61"), both)).isEqualTo(" a");
    assertThat(ShiftedGsm.decode(Octets.ofHex("611b"), both)).isEqualTo("a ");
    assertThat(ShiftedGsm.decode(Octets.ofHex("00"), locking(Language.TAMIL))).isEqualTo(" ");
    assertThat(ShiftedGsm.decode(Octets.ofHex("801bff"), both)).isEqualTo("\uFFFD\uFFFD");
  }

  @Test
  void aLanguageThatNobodyKnowsIsTheDefaultTable() {
    assertThat(Shifts.of(14, 200)).isEqualTo(Shifts.NONE);
    assertThat(Shifts.of(2, 2)).isEqualTo(single(Language.SPANISH));
    assertThat(Shifts.of(0, 0)).isSameAs(Shifts.NONE);
    assertThatThrownBy(() -> locking(Language.SPANISH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Octets that other implementations publish as their tests.
  @ParameterizedTest
  @CsvSource({
    "c8329bfd06, 0, 0, Hello",
    "e2325dbe3fd34134d9a60c, 0, 0, beträgt 42€",
    "b2e86f4301, 10, 0, 2ਿ?^",
    "e0f1bbbd7983ca73fa263cff01, 0, 2, ¿comó estás?",
    // They read U+0CAA for the third letter, as the standard misprints it.
    "a21129b4d903, 7, 3, ಟಠಡ!ã"
  })
  void readsWhatOthersPack(String packed, int locking, int single, String text) {
    var septets = SeptetPacking.unpackAll(Octets.ofHex(packed), 0, true);
    var shifts = Shifts.of(locking, single);

    assertThat(ShiftedGsm.decode(septets, shifts)).isEqualTo(text);
    assertThat(SeptetPacking.pack(encode(text, shifts), 0).hex()).isEqualTo(packed);
  }
}
