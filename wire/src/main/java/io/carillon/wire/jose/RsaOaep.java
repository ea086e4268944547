package io.carillon.wire.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA-OAEP-256 (RFC 7518 section 4.3): OAEP and MGF1, both with SHA-256.
record RsaOaep(PublicKey key) implements RecipientKey.Algorithm {
  private static final int BITS_MIN = 2_048;
  private static final int BITS_MAX = 8_192;
  private static final int CONTENT_KEY = 32;

  /// What the JDK calls so takes SHA-1 for MGF1 unless it is told.
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  static RsaOaep of(Map<String, String> jwk) throws Unfit {
    var modulus = Encoded.number(jwk, "n");
    var exponent = Encoded.number(jwk, "e");
    int bits = modulus.bitLength();
    if (bits < BITS_MIN || bits > BITS_MAX) {
      throw new Unfit("must be an RSA key of 2,048 to 8,192 bits, and has " + bits);
    }
    if (!modulus.testBit(0) || !exponent.testBit(0) || exponent.bitLength() < 2) {
      throw new Unfit("must be an RSA key with an odd modulus and an odd exponent above 1");
    }
    try {
      var kinds = KeyFactory.getInstance("RSA");
      return new RsaOaep(kinds.generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    } catch (GeneralSecurityException _) {
      throw new Unfit("must be an RSA key: this one is not sound");
    }
  }

  static Map<String, String> members(RSAPublicKey key) {
    return Map.of(
        "kty", "RSA",
        "n", Encoded.text(key.getModulus()),
        "e", Encoded.text(key.getPublicExponent()));
  }

  @Override
  public String word() {
    return "RSA-OAEP-256";
  }

  @Override
  public Envelope envelope(String header, SecureRandom chance) throws GeneralSecurityException {
    var contentKey = new byte[CONTENT_KEY];
    chance.nextBytes(contentKey);
    var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, OAEP, chance);
    var top = "{\"alg\":\"" + word() + "\",\"enc\":\"" + Envelope.ENC + "\"" + header;
    return new Envelope(top, cipher.doFinal(contentKey), contentKey, chance);
  }
}
