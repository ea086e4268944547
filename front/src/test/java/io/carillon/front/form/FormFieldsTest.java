package io.carillon.front.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  private static FormFields read(String body) {
    return FormFields.read(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsNamesAndValues() {
    var fields = read("To=%2B49123&Body=a+b%26c&Empty=&Blank=+&Flag");

    assertThat(fields.text("To")).contains("+49123");
    assertThat(fields.text("Body")).contains("a b&c");
    assertThat(fields.text("Empty")).contains("");
    assertThat(fields.filled("Empty")).isEmpty();
    assertThat(fields.filled("Blank")).isEmpty();
    assertThat(fields.has("Flag")).isTrue();
    assertThat(fields.has("to")).isFalse();
    assertThat(fields.refusal()).isEmpty();
  }

  @Test
  void namesMayCarryInequalities() {
    var fields = FormFields.of(Parameters.parse("DateSent%3E=2008-01-02").orElseThrow());

    assertThat(fields.text("DateSent>")).contains("2008-01-02");
  }

  @Test
  void aNameMayBeRepeated() {
    var fields = read("M=a&M=&M=b&M=c");

    assertThat(fields.texts("M", 2)).containsExactly("a", "b");
    assertThat(fields.count("M")).isEqualTo(3);
    assertThat(fields.text("M")).contains("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%zz", "a=%00", "a=%ff"})
  void whatCannotBeDecodedIsOneRefusal(String body) {
    var fields = read(body);

    assertThat(fields.has("a")).isFalse();
    assertThat(fields.refusal().map(Refusal::fault)).contains(Fault.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "1,true", "false,false", "0,false", "'',true"})
  void flagsAreRead(String value, boolean meaning) {
    var fields = read("f=" + value);

    assertThat(fields.flag("f", true)).isEqualTo(meaning);
    assertThat(fields.refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "2", "wahr"})
  void otherWordsAreNoFlags(String value) {
    var fields = read("f=" + value);

    assertThat(fields.flag("f", false)).isFalse();
    assertThat(fields.refusal())
        .contains(Refusal.of(Fault.FIELD_INVALID, "f", "'f' must be true or false."));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "36000,36000", "' 7 ',7"})
  void wholeNumbersAreReadWithinBounds(String value, long meaning) {
    assertThat(read("n=" + value).whole("n", 1, 36_000)).hasValue(meaning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "36001", "-1", "1.5", "x", "99999999999999999999", "-", "٣"})
  void otherNumbersAreWrong(String value) {
    var fields = read("n=" + value);

    assertThat(fields.whole("n", 1, 36_000)).isEmpty();
    assertThat(fields.refusal().map(Refusal::detail))
        .contains("'n' must be a whole number from 1 to 36000.");
  }

  @Test
  void theFirstWrongIsTold() {
    var fields = read("long=abc");

    assertThat(fields.filled("long", 2)).isEmpty();
    fields.missing("To");

    assertThat(fields.refusal())
        .contains(Refusal.of(Fault.FIELD_INVALID, "long", "'long' may have at most 2 characters."));
  }

  @Test
  void anyOctetsReadAsSomething() {
    var chance = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var octets = new byte[chance.nextInt(64)];
      chance.nextBytes(octets);
      var fields = FormFields.read(octets);
      fields.whole("a", 0, 9);
      assertThat(fields.texts("a", 3)).hasSizeLessThan(4);
    }
  }
}
