package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmartTextTest {
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
        "no\u00A0break\u2009here\u200B ~ no break here"
      })
  void looksTheSameInTheGsmAlphabet(String text, String smart) {
    assertThat(SmartText.of(text)).isEqualTo(smart);
  }

  @Test
  void lineSeparatorsAreNewlines() {
    assertThat(SmartText.of("one\u2028two\tthree")).isEqualTo("one\ntwo three");
  }

  @ParameterizedTest
  @CsvSource({"it’s 👋", "“да”", "naïve – ok"})
  void whatGoesAsUcs2AnywayStaysAsItIs(String text) {
    assertThat(SmartText.of(text)).isEqualTo(text);
  }
}
