package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Numbers.Plan;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  private final Numbers numbers = new Numbers();

  /// Every phone number that PantheonCloud's documents print must pass, also those that no operator
  /// ever gave to anybody.
  @ParameterizedTest
  @CsvSource({
    "+14155552671, US",
    "+14155556789, US",
    "+491098765432, DE",
    "+12191112222, US",
    "+13031112222, US"
  })
  void takesTheNumbersOfTheDocuments(String e164, String country) {
    var plan = numbers.plan(e164);

    assertThat(plan.possible()).isTrue();
    assertThat(plan.country()).isEqualTo(country);
  }

  @ParameterizedTest
  @CsvSource({
    "+442071838750, GB",
    "+4915123456789, DE",
    "+33612345678, FR",
    "+819012345678, JP",
    "+919876543210, IN",
    "+14165550123, CA",
    "+573001234567, CO"
  })
  void knowsValidNumbersAndTheirCountries(String e164, String country) {
    assertThat(numbers.plan(e164)).isEqualTo(new Plan(true, true, country));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1415555267", "+141555526711", "+1415555", "+999123456789", "+12"})
  void refusesALengthThatNoNumberOfTheCountryHas(String e164) {
    assertThat(numbers.plan(e164).possible()).isFalse();
  }

  @Test
  void onlyNotesWhatThePlanDoesNotAssign() {
    assertThat(numbers.plan("+14155552671").possible()).isTrue();
    assertThat(numbers.plan("+12191112222").valid()).isFalse();
  }

  @Test
  void namesNoCountryForNumbersThatBelongToNone() {
    assertThat(numbers.plan("+80012345678").country()).isEmpty();
    assertThat(numbers.plan("+999123456789").country()).isEmpty();
  }

  @Test
  void answersTheSameFromMemory() {
    var first = numbers.plan("+14155552671");

    assertThat(numbers.plan("+14155552671")).isEqualTo(first);
    assertThat(numbers.plan("+1415555267").possible()).as("another length").isFalse();
  }

  @Test
  void takesAnythingOfE164sShape() {
    var chance = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      var digits = new StringBuilder("+").append(1 + chance.nextInt(9));
      for (int length = 1 + chance.nextInt(14); length > 0; length--) {
        digits.append(chance.nextInt(10));
      }

      var plan = numbers.plan(digits.toString());

      assertThat(plan.country().length()).as(digits.toString()).isIn(0, 2);
      assertThat(plan.valid() && !plan.possible()).isFalse();
    }
  }
}
