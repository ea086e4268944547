package io.carillon.front.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.door.Passwords;
import org.junit.jupiter.api.Test;

class UserPasswordsTest {
  @Test
  void opensByThePasswordThatWasKeptAndByNoOther() {
    var kept = UserPasswords.kept("a pässword of mine");

    assertThat(kept).startsWith("$argon2id$v=19$m=65536,t=3,p=4$").doesNotContain("mine");
    assertThat(UserPasswords.opens("a pässword of mine", kept)).isTrue();
    assertThat(UserPasswords.opens("a pässword of mino", kept)).isFalse();
    assertThat(UserPasswords.opens("x".repeat(UserPasswords.LENGTH_MAX + 1), kept)).isFalse();
  }

  @Test
  void opensByWhatAnEarlierVersionKeptAndByNothingThatIsNothing() {
    assertThat(UserPasswords.opens("corréct horse", Passwords.kept("corréct horse"))).isTrue();
    assertThat(UserPasswords.opens("", "")).isFalse();
  }
}
