package io.carillon.front.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PasswordsTest {
  @Test
  void aPasswordOpensWhatWasKeptOfIt() {
    var kept = Passwords.kept("corréct horse");

    assertThat(Passwords.opens("corréct horse", kept)).isTrue();
    assertThat(Passwords.opens("correct horse", kept)).isFalse();
    assertThat(kept).startsWith("pbkdf2-sha256$210000$").doesNotContain("horse");
    assertThat(Passwords.kept("corréct horse")).as("salted anew").isNotEqualTo(kept);
  }

  /// Made by another implementation of RFC 8018.
  @Test
  void theMethodIsTheStandards() {
    var kept =
        "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw$"
            + "T0Z5wUqa_rr8kWb7KeLsnYrEP6Go8Ns-sglAvd4sSjw";

    assertThat(Passwords.opens("pässword", kept)).isTrue();
    assertThat(Passwords.opens("passwort", kept)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "pbkdf2-sha256$0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "pbkdf2-sha256$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "plain$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void nothingOpensWhatIsNoHash(String kept) {
    assertThat(Passwords.opens("", kept)).isFalse();
  }

  @Test
  void aPasswordThatIsTooLongOpensNothing() {
    var text = "x".repeat(Passwords.LENGTH_MAX + 1);

    assertThat(Passwords.opens(text, Passwords.kept(text))).isFalse();
  }
}
