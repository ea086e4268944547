package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCodingTest {
  @ParameterizedTest
  @CsvSource({
    "0x00, GSM7", "0x01, ASCII", "0x02, BINARY", "0x03, LATIN1", "0x04, BINARY", "0x05, BINARY",
    "0x06, CYRILLIC", "0x07, HEBREW", "0x08, UCS2", "0x0D, BINARY", "0x10, GSM7", "0x13, GSM7",
    "0x14, BINARY", "0x18, UCS2", "0x1C, BINARY", "0x20, BINARY", "0x48, UCS2", "0x80, BINARY",
    "0xC0, GSM7", "0xD0, GSM7", "0xE0, UCS2", "0xF0, GSM7", "0xF4, BINARY", "0xF5, BINARY",
  })
  void knowsTheAlphabetOfEachValue(String dataCoding, Alphabet alphabet) {
    assertThat(DataCoding.alphabet(Integer.decode(dataCoding), Alphabet.GSM7)).isEqualTo(alphabet);
  }

  @Test
  void zeroIsTheCentresOwnAlphabet() {
    assertThat(DataCoding.alphabet(0, Alphabet.LATIN1)).isEqualTo(Alphabet.LATIN1);
    assertThat(DataCoding.alphabet(0xF0, Alphabet.LATIN1)).isEqualTo(Alphabet.GSM7);
  }

  @Test
  void knowsTheMessageClass() {
    assertThat(DataCoding.messageClass(DataCoding.GSM7_FLASH)).isEqualTo(OptionalInt.of(0));
    assertThat(DataCoding.messageClass(DataCoding.UCS2_FLASH)).isEqualTo(OptionalInt.of(0));
    assertThat(DataCoding.messageClass(0xF2)).isEqualTo(OptionalInt.of(2));
    assertThat(DataCoding.messageClass(0)).isEqualTo(OptionalInt.empty());
    assertThat(DataCoding.messageClass(8)).isEqualTo(OptionalInt.empty());
  }

  @Test
  void decodesEachAlphabet() {
    assertThat(Alphabet.GSM7.decode(Octets.ofHex("00617f"))).contains("@aà");
    assertThat(Alphabet.LATIN1.decode(Octets.ofHex("40e0"))).contains("@à");
    assertThat(Alphabet.ASCII.decode(Octets.ofHex("4061"))).contains("@a");
    assertThat(Alphabet.UCS2.decode(Octets.ofHex("4e2dd83dde00"))).contains("中😀");
    assertThat(Alphabet.CYRILLIC.decode(Octets.ofHex("b6"))).contains("Ж");
    assertThat(Alphabet.HEBREW.decode(Octets.ofHex("e0"))).contains("א");
    assertThat(Alphabet.BINARY.decode(Octets.ofHex("00"))).isEmpty();
  }

  @Test
  void halfACharacterIsShownAsUnreadable() {
    assertThat(Alphabet.UCS2.decode(Octets.ofHex("0061d8"))).contains("a\uFFFD");
    assertThat(Alphabet.UCS2.decode(Octets.ofHex("d83d0061")))
        .hasValueSatisfying(text -> assertThat(text).contains("\uFFFD"));
  }

  @Test
  void knowsWhatIsShownAtOnce() {
    assertThat(DataCoding.flash(TextEncoding.GSM7)).isEqualTo(OptionalInt.of(0x10));
    assertThat(DataCoding.flash(TextEncoding.UCS2)).isEqualTo(OptionalInt.of(0x18));
    assertThat(DataCoding.flash(TextEncoding.LATIN1)).isEmpty();
  }
}
