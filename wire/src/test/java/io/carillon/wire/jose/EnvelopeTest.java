package io.carillon.wire.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/// The sealing of RFC 7516 appendix A.1, whose content key and nonce are given.
class EnvelopeTest {
  private static final String SAID =
      "The true sign of intelligence is not knowledge but imagination.";

  private static byte[] octets(int... values) {
    var octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }

  private static Envelope given() {
    var contentKey =
        octets(
            177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110,
            91, 112, 46, 34, 105, 47, 130, 203, 46, 122, 234, 64, 252);
    var nonce = octets(227, 197, 117, 252, 2, 219, 233, 68, 180, 225, 77, 219);
    var header = "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"";
    return new Envelope(header, new byte[] {1}, contentKey, nonce);
  }

  @Test
  void sealsAsTheStandardDoes() {
    var jwe = given().seal("", SAID.getBytes(StandardCharsets.US_ASCII));

    assertThat(jwe.split("\\.", -1))
        .containsExactly(
            "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ",
            "AQ",
            "48V1_ALb6US04U3b",
            "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A",
            "XFBoMYUZodetZdvTiFvSkQ");
  }

  @Test
  void saysWhatItHolds() {
    var top = given().seal("text/plain", new byte[0]).split("\\.", -1)[0];

    assertThat(new String(Base64.getUrlDecoder().decode(top), StandardCharsets.US_ASCII))
        .isEqualTo("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"text/plain\"}");
  }

  @Test
  void eachTextHasANonceOfItsOwn() {
    var envelope = given();
    var seen = new HashSet<String>();
    for (int i = 0; i < 300; i++) {
      var pieces = envelope.seal("", SAID.getBytes(StandardCharsets.US_ASCII)).split("\\.", -1);
      assertThat(seen.add(pieces[2])).isTrue();
      assertThat(seen.add(pieces[3])).isTrue();
    }
  }
}
