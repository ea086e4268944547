package io.carillon.front.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The test vectors of RFC 6238, appendix B, and of RFC 4648, §10; what opens and what does not.
class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void saysWhatTheStandardSays(long second, String code) {
    assertThat(Totp.code(KEY, second / 30, 8)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code.substring(2), Instant.ofEpochSecond(second), 0))
        .hasValue(second / 30);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void writesAndReadsBase32(String text, String written) {
    var octets = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(Base32.text(octets)).isEqualTo(written);
    assertThat(Base32.octets(written)).isEqualTo(octets);
  }

  @Test
  void opensOneStepAroundAndNeverTwice() {
    var code = Totp.code(KEY, 100, 6);

    for (long step : List.of(99L, 100L, 101L)) {
      assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(step * 30), 0)).hasValue(100);
    }
    for (long step : List.of(98L, 102L)) {
      assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(step * 30), 0)).isEmpty();
    }
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(3000), 99)).hasValue(100);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(3000), 100)).isEmpty();
    assertThat(Totp.step("", code, Instant.ofEpochSecond(3000), 0)).isEmpty();
  }

  @Test
  void tellsAppsWhatTheyRead() {
    assertThat(Totp.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.newSecret());
    assertThat(Totp.uri("Carillon", "ada@example.com", SECRET))
        .isEqualTo(
            "otpauth://totp/Carillon:ada%40example.com?secret="
                + SECRET
                + "&issuer=Carillon&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void aRecoveryCodeOpensOnceHoweverItIsWritten() {
    var codes = RecoveryCodes.fresh();
    assertThat(new HashSet<>(codes)).hasSize(10);
    assertThat(codes).allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
    var kept = RecoveryCodes.kept(codes);
    assertThat(kept.split(" ", -1)).hasSize(10);

    var first = codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ');
    var left = RecoveryCodes.without(kept, first).orElseThrow();

    assertThat(left.split(" ", -1)).hasSize(9);
    assertThat(RecoveryCodes.without(left, codes.getFirst())).isEmpty();
    assertThat(RecoveryCodes.without(left, codes.get(1))).isPresent();
    assertThat(RecoveryCodes.without(left, "")).isEmpty();
    assertThat(RecoveryCodes.without("", "")).isEmpty();
  }
}
