package io.carillon.wire.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.sign.StandardWebhooks.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardWebhooksTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Duration TOLERANCE = StandardWebhooks.TOLERANCE;

  private final StandardWebhooks webhooks = new StandardWebhooks(List.of(SECRET));

  private static Sent sent(String signature) {
    return new Sent(ID, "1614265330", signature);
  }

  @Test
  void agreesWithTheVectorOfTheSpecification() {
    assertThat(webhooks.sign(ID, AT, BODY)).isEqualTo(SIGNATURE);
    assertThat(webhooks.verify(sent(SIGNATURE), BODY, AT, TOLERANCE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void takesTheSecretWithoutItsPrefixToo() {
    String bare = SECRET.substring("whsec_".length());

    assertThat(new StandardWebhooks(List.of(bare)).sign(ID, AT, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void findsTheGenuineOneAmongOthers() {
    String list = "v1a,AAAA v1,bm9wZQ== " + SIGNATURE;

    assertThat(webhooks.verify(sent(list), BODY, AT, TOLERANCE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void signsWithBothSecretsWhileOneReplacesTheOther() {
    String fresh = StandardWebhooks.secret(new byte[32]);
    String list = new StandardWebhooks(List.of(fresh, SECRET)).sign(ID, AT, BODY);

    assertThat(list.split(" ")).hasSize(2);
    assertThat(webhooks.verify(sent(list), BODY, AT, TOLERANCE)).isEqualTo(Verdict.GENUINE);
    assertThat(new StandardWebhooks(List.of(fresh)).verify(sent(list), BODY, AT, TOLERANCE))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void seesWhatWasChangedAndWhatIsOld() {
    Sent other = new Sent("msg_other", "1614265330", SIGNATURE);
    Sent later = new Sent(ID, "1614265331", SIGNATURE);

    assertThat(webhooks.verify(other, BODY, AT, TOLERANCE)).isEqualTo(Verdict.FORGED);
    assertThat(webhooks.verify(later, BODY, AT, TOLERANCE)).isEqualTo(Verdict.FORGED);
    assertThat(webhooks.verify(sent(SIGNATURE), new byte[0], AT, TOLERANCE))
        .isEqualTo(Verdict.FORGED);
    assertThat(webhooks.verify(sent(SIGNATURE), BODY, AT.plusSeconds(301), TOLERANCE))
        .isEqualTo(Verdict.STALE);
  }

  @Test
  void callsWhatItCannotReadMalformed() {
    List<Sent> unreadable =
        List.of(
            sent(""),
            sent("v2,abc"),
            new Sent("", "1614265330", SIGNATURE),
            new Sent(ID, "", SIGNATURE),
            new Sent(ID, "today", SIGNATURE));

    for (Sent one : unreadable) {
      assertThat(webhooks.verify(one, BODY, AT, TOLERANCE)).isEqualTo(Verdict.MALFORMED);
    }
  }

  @Test
  void looksAtABoundedNumberOfSignatures() {
    String list = "v1,AAAA ".repeat(10_000) + SIGNATURE;

    assertThat(webhooks.verify(sent(list), BODY, AT, TOLERANCE)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void neverQuotesABadSecret() {
    assertThatThrownBy(() -> new StandardWebhooks(List.of("whsec_!secret!")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret!")
        .hasNoCause();
  }
}
