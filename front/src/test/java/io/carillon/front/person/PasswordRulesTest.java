package io.carillon.front.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  @ParameterizedTest
  @CsvSource({
    "short one 1,             at least 12",
    "aaaaaaaaaaaaaa,          different",
    "ababababababab,          different",
    "ada@example.com,         e-mail",
    "ADA@example.com1,        e-mail",
    "password2026!,           tried first",
    "Password1234,            tried first",
    "passwordpassword,        tried first",
    "123456789012,            tried first",
    "Carillon-2026,           tried first",
    "!!!Welcome2026,          tried first",
  })
  void objectsToWhatIsTriedFirst(String password, String why) {
    assertThat(PasswordRules.objection(password, "ada@example.com").orElse("")).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse", "vier Katzen im Regen", "ünïcödé is fine", "Adaptable 99"})
  void takesWhatIsLongAndTheirOwn(String password) {
    assertThat(PasswordRules.objection(password, "ada@example.com")).isEmpty();
  }
}
