package io.carillon.wire.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimedSignatureTest {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

  private final TimedSignature signature = new TimedSignature("secret");

  @Test
  void signsTheTimeADotAndTheBody() {
    String expected =
        Hmac.sha256("secret".getBytes(UTF_8)).hex("1700000000.{\"a\":1}".getBytes(UTF_8));

    assertThat(signature.sign(AT, BODY)).isEqualTo("t=1700000000,v1=" + expected);
  }

  @Test
  void knowsItsOwnSignature() {
    String header = signature.sign(AT, BODY);

    assertThat(signature.verify(header, BODY, AT, FIVE)).isEqualTo(Verdict.GENUINE);
    assertThat(signature.verify(header, BODY, AT.plus(FIVE), FIVE)).isEqualTo(Verdict.GENUINE);
    assertThat(signature.verify(header, BODY, AT.minus(FIVE), FIVE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void callsAGenuineButOldOneStale() {
    String header = signature.sign(AT, BODY);

    for (Duration off : List.of(FIVE.plusSeconds(1), FIVE.plusSeconds(1).negated())) {
      assertThat(signature.verify(header, BODY, AT.plus(off), FIVE)).isEqualTo(Verdict.STALE);
    }
  }

  @Test
  void seesAnotherBodyTimeOrSecret() {
    String header = signature.sign(AT, BODY);
    String later = header.replace("t=1700000000", "t=1700000001");

    assertThat(signature.verify(header, "{}".getBytes(UTF_8), AT, FIVE)).isEqualTo(Verdict.FORGED);
    assertThat(signature.verify(later, BODY, AT, FIVE)).isEqualTo(Verdict.FORGED);
    assertThat(new TimedSignature("other").verify(header, BODY, AT, FIVE))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void signsWithBothSecretsWhileOneReplacesTheOther() {
    TimedSignature both =
        new TimedSignature(List.of("new".getBytes(UTF_8), "secret".getBytes(UTF_8)));
    String header = both.sign(AT, BODY);

    assertThat(signature.verify(header, BODY, AT, FIVE)).isEqualTo(Verdict.GENUINE);
    assertThat(new TimedSignature("new").verify(header, BODY, AT, FIVE)).isEqualTo(Verdict.GENUINE);
    assertThat(both.verify(signature.sign(AT, BODY), BODY, AT, FIVE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void callsWhatItCannotReadMalformed() {
    for (String header :
        List.of(
            "", "t=1", "v1=ab", "t=,v1=ab", "t=x,v1=ab", "t=-1,v1=ab", "t=9999999999999,v1=a")) {
      assertThat(signature.verify(header, BODY, AT, FIVE)).as(header).isEqualTo(Verdict.MALFORMED);
    }
  }

  @Test
  void survivesAnyHeader() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      String header = "t=" + random.nextInt(3) + ",v1=" + new String(noise, UTF_8);
      assertThat(signature.verify(header, BODY, AT, FIVE)).isNotEqualTo(Verdict.GENUINE);
    }
  }

  @Test
  void needsASecret() {
    assertThatThrownBy(() -> new TimedSignature(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimedSignature("")).isInstanceOf(IllegalArgumentException.class);
  }
}
