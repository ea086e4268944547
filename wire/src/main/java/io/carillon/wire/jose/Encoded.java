package io.carillon.wire.jose;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Numbers and keys as octets and texts (RFC 7518 section 2).
final class Encoded {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Encoded() {}

  /// A member of a JWK that holds octets in Base64url.
  static byte[] octets(Map<String, String> jwk, String member) throws Unfit {
    var text = jwk.getOrDefault(member, "");
    try {
      var octets = Base64.getUrlDecoder().decode(text);
      if (octets.length > 0 && text(octets).equals(text)) {
        return octets;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new Unfit("must have " + member + " in Base64url without padding");
  }

  static BigInteger number(Map<String, String> jwk, String member) throws Unfit {
    return new BigInteger(1, octets(jwk, member));
  }

  static String text(byte[] octets) {
    return BASE64.encodeToString(octets);
  }

  /// A number without a sign and leading zeros ("Base64urlUInt").
  static String text(BigInteger number) {
    var octets = number.toByteArray();
    return text(octets[0] == 0 && octets.length > 1 ? drop(octets) : octets);
  }

  /// A number in so many octets.
  static byte[] octets(BigInteger number, int length) {
    var octets = number.toByteArray();
    var filled = new byte[length];
    int from = Math.max(0, octets.length - length);
    int count = octets.length - from;
    System.arraycopy(octets, from, filled, length - count, count);
    return filled;
  }

  private static byte[] drop(byte[] octets) {
    return Arrays.copyOfRange(octets, 1, octets.length);
  }

  /// The octets the other way round.
  static byte[] reversed(byte[] octets) {
    var turned = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      turned[i] = octets[octets.length - 1 - i];
    }
    return turned;
  }

  /// A `SubjectPublicKeyInfo` (RFC 5280 section 4.1).
  static PublicKey key(byte[] octets) throws Unfit {
    for (var kind : List.of("RSA", "EC", "XDH")) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(octets));
      } catch (InvalidKeySpecException _) {
        // another kind, or none
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(kind + " is missing from this JDK", e);
      }
    }
    throw new Unfit("must be an RSA key of 2,048 bits or more, or one on P-256 or X25519");
  }
}
