package io.carillon.front.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.door.Passwords;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
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

  /// RFC 9106 §5.3, the vector of Argon2id.
  @Test
  void whatMakesOurHashesPassesTheVectorOfTheStandard() {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(octets(16, 2))
            .withSecret(octets(8, 3))
            .withAdditional(octets(12, 4))
            .build();
    var tag = new byte[32];
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    generator.generateBytes(octets(32, 1), tag);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  private static byte[] octets(int count, int value) {
    var octets = new byte[count];
    Arrays.fill(octets, (byte) value);
    return octets;
  }
}
