package io.carillon.wire.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The expected signatures were made by a foreign implementation of the scheme.
class FormSignatureTest {
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final List<Map.Entry<String, String>> CALL =
      List.of(
          Map.entry("CallSid", "CA1234567890ABCDE"),
          Map.entry("Caller", "+14158675310"),
          Map.entry("Digits", "1234"),
          Map.entry("From", "+14158675310"),
          Map.entry("To", "+18005551212"));

  @Test
  void signsUrlAndForm() {
    var signature = new FormSignature("12345").sign(URL, CALL);

    assertThat(signature).isEqualTo("GvWf1cFY/Q7PnoempGyD5oXAezc=");
  }

  @Test
  void theOrderOfTheFormMakesNoDifference() {
    var turned = new ArrayList<>(CALL);
    Collections.reverse(turned);

    assertThat(new FormSignature("12345").sign(URL, turned))
        .isEqualTo("GvWf1cFY/Q7PnoempGyD5oXAezc=");
  }

  @Test
  void signsAStatusCallback() {
    var sid = "SM00000000000000000000000000000001";
    var form =
        List.of(
            Map.entry("MessageSid", sid),
            Map.entry("MessageStatus", "delivered"),
            Map.entry("To", "+491234567890"),
            Map.entry("From", "+491098765432"),
            Map.entry("AccountSid", "AC" + "a".repeat(32)),
            Map.entry("ApiVersion", "2010-04-01"),
            Map.entry("SmsSid", sid),
            Map.entry("SmsStatus", "delivered"));

    assertThat(new FormSignature("test_token").sign("https://example.com/cb?x=1", form))
        .isEqualTo("3EWuJwV6LrZpgc9sq2R4Dh2UGtg=");
  }

  @Test
  void aRepeatedNameCountsWithItsDistinctValuesSorted() {
    var form = List.of(Map.entry("A", "b"), Map.entry("A", "a"), Map.entry("A", "b"));

    assertThat(new FormSignature("test_token").sign("https://example.com/cb", form))
        .isEqualTo("nLbwbl2lz/egP2QRlVIix4MyDtQ=");
  }

  @Test
  void withoutAFormTheUrlIsSigned() {
    var url =
        "https://example.com/j?bodySHA256="
            + "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

    assertThat(new FormSignature("test_token").sign(url, List.of()))
        .isEqualTo("vIhjknt7qGWZl03UkJ9UzcOQiHA=");
  }

  @Test
  void tellsGenuineFromForged() {
    var signature = new FormSignature("12345");

    assertThat(signature.verify("GvWf1cFY/Q7PnoempGyD5oXAezc=", URL, CALL))
        .isEqualTo(Verdict.GENUINE);
    assertThat(signature.verify("GvWf1cFY/Q7PnoempGyD5oXAezc=", URL + "3", CALL))
        .isEqualTo(Verdict.FORGED);
    assertThat(signature.verify("GvWf1cFY/Q7PnoempGyD5oXAezd=", URL, CALL))
        .isEqualTo(Verdict.FORGED);
    assertThat(signature.verify(" ", URL, CALL)).isEqualTo(Verdict.MALFORMED);
  }
}
