package io.carillon.wire.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.testkit.JweReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which keys are taken, and that who holds the private half reads what was sealed.
class RecipientKeyTest {
  private static final SecureRandom CHANCE = new SecureRandom();

  /// RFC 7638 section 3.1.
  private static final Map<String, String> OF_RFC_7638 =
      Map.of(
          "kty",
          "RSA",
          "n",
          "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
              + "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65"
              + "YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNL"
              + "yrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awa"
              + "pJzKnqDKgw",
          "e",
          "AQAB");

  /// Bob's of RFC 7518 appendix C.
  private static final Map<String, String> ON_P_256 =
      Map.of(
          "kty", "EC",
          "crv", "P-256",
          "x", "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
          "y", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");

  /// Bob's of RFC 7748 section 6.1, as RFC 8037 appendix A.6 writes it.
  private static final Map<String, String> ON_X25519 =
      Map.of("kty", "OKP", "crv", "X25519", "x", "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08");

  private static Map<String, String> with(Map<String, String> jwk, String name, String value) {
    var changed = new HashMap<>(jwk);
    changed.put(name, value);
    return changed;
  }

  static Stream<JweReader> readers() {
    return Stream.of(JweReader.rsa(2_048), JweReader.p256(), JweReader.x25519());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whoHoldsThePrivateKeyReadsIt(JweReader reader) throws Exception {
    var key = RecipientKey.ofPem(reader.pem());
    var said = "Grüße 🔔 ".repeat(40);

    var one = key.envelope(CHANCE).seal("text/plain", said.getBytes(StandardCharsets.UTF_8));
    var other = key.envelope(CHANCE).seal("text/plain", said.getBytes(StandardCharsets.UTF_8));

    assertThat(one).isNotEqualTo(other);
    assertThat(reader.open(one)).isEqualTo(said);
    assertThat(reader.open(other)).isEqualTo(said);
    assertThat(JweReader.header(one))
        .contains("\"alg\":\"" + key.algorithm() + "\"")
        .contains("\"kid\":\"" + key.thumbprint() + "\"")
        .contains("\"cty\":\"text/plain\"");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aKeyIsTheSameInEachForm(JweReader reader) throws Exception {
    var ofPem = RecipientKey.ofPem(reader.pem());

    var ofJwk = RecipientKey.ofJwk(with(ofPem.members(), "kid", "mine"));

    assertThat(ofJwk.thumbprint()).isEqualTo(ofPem.thumbprint());
    assertThat(ofJwk.id()).isEqualTo("mine");
    assertThat(reader.open(ofJwk.envelope(CHANCE).seal("", new byte[] {'x'}))).isEqualTo("x");
  }

  @Test
  void thumbprintsAreThoseOfTheStandards() throws Exception {
    assertThat(RecipientKey.ofJwk(OF_RFC_7638).thumbprint())
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(RecipientKey.ofJwk(ON_P_256).members()).isEqualTo(ON_P_256);
    assertThat(RecipientKey.ofJwk(ON_X25519).members()).isEqualTo(ON_X25519);
  }

  private static void assertUnfit(Map<String, String> jwk, String why) {
    assertThatThrownBy(() -> RecipientKey.ofJwk(jwk))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNoPublicKeyForThisIsRefused() {
    assertUnfit(Map.of(), "kty RSA, EC or OKP");
    assertUnfit(Map.of("kty", "oct"), "kty RSA, EC or OKP");
    assertUnfit(with(OF_RFC_7638, "n", "AQAB"), "2,048 to 8,192 bits");
    assertUnfit(with(OF_RFC_7638, "e", "AQ"), "odd exponent above 1");
    assertUnfit(with(OF_RFC_7638, "e", "AAE="), "e in Base64url");
    assertUnfit(with(ON_P_256, "crv", "P-384"), "P-256");
    assertUnfit(
        with(ON_P_256, "y", "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"), "a point of P-256");
    assertUnfit(with(ON_P_256, "y", "AQAB"), "32 octets");
    assertUnfit(with(ON_X25519, "crv", "Ed25519"), "X25519");
    assertUnfit(with(ON_X25519, "x", "A".repeat(43)), "not sound");
    assertUnfit(with(ON_P_256, "use", "sig"), "the use enc");
    assertUnfit(with(ON_P_256, "alg", "ECDH-ES+A256KW"), "the alg ECDH-ES");
    assertUnfit(with(ON_P_256, "kid", "a\"b"), "kid");
  }

  @Test
  void aPrivateKeyIsRefusedAndNotRepeated() {
    var scalar = "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw";
    assertThatThrownBy(() -> RecipientKey.ofJwk(with(ON_P_256, "d", scalar)))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining("public key")
        .hasMessageNotContaining(scalar);
    var reader = JweReader.p256();
    assertThatThrownBy(() -> RecipientKey.ofPem(reader.privatePem()))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining("this one is private")
        .hasMessageNotContaining(reader.privatePem().lines().toList().get(1));
  }

  @Test
  void otherPemsAreRefused() throws Exception {
    var pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec("secp384r1"));
    var encoded = pairs.generateKeyPair().getPublic().getEncoded();
    var wrongCurve =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
            .formatted(Base64.getMimeEncoder().encodeToString(encoded));
    assertThatThrownBy(() -> RecipientKey.ofPem(wrongCurve)).hasMessageContaining("P-256");
    assertThatThrownBy(() -> RecipientKey.ofPem(JweReader.rsa(1_024).pem()))
        .hasMessageContaining("and has 1024");
    assertThatThrownBy(() -> RecipientKey.ofPem("ssh-rsa AAAA")).hasMessageContaining("PEM block");
    assertThatThrownBy(
            () -> RecipientKey.ofPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
        .isInstanceOf(Unfit.class);
  }
}
