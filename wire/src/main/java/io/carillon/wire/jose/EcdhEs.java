package io.carillon.wire.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.KeyAgreement;

/// ECDH-ES with the agreed key itself as content key (RFC 7518 section 4.6), on P-256 or X25519
/// (RFC 8037 section 3.2).
record EcdhEs(Curve curve, PublicKey key) implements RecipientKey.Algorithm {
  private static final int COORDINATE = 32;
  private static final byte[] NOTHING = new byte[0];
  private static final ECParameterSpec P_256 = parameters();

  /// A curve, by the word of `crv`.
  private enum Curve {
    P_256("P-256", "EC", "ECDH"),
    X25519("X25519", "X25519", "X25519");

    private final String word;
    private final String pairs;
    private final String agreement;

    Curve(String word, String pairs, String agreement) {
      this.word = word;
      this.pairs = pairs;
      this.agreement = agreement;
    }
  }

  private static ECParameterSpec parameters() {
    try {
      var curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      return curve.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is missing from this JDK", e);
    }
  }

  static EcdhEs of(Map<String, String> jwk) throws Unfit {
    var name = jwk.get("kty") + " " + jwk.getOrDefault("crv", "");
    try {
      return switch (name) {
        case "EC P-256" -> new EcdhEs(Curve.P_256, p256(jwk));
        case "OKP X25519" -> new EcdhEs(Curve.X25519, x25519(jwk));
        default -> throw new Unfit("must be on the curve P-256 (kty EC) or X25519 (kty OKP)");
      };
    } catch (GeneralSecurityException _) {
      throw new Unfit("must be a point of its curve");
    }
  }

  private static PublicKey p256(Map<String, String> jwk) throws Unfit, GeneralSecurityException {
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    if (!isOnP256(point)) {
      throw new Unfit("must be a point of P-256");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P_256));
  }

  /// SEC 1 section 3.2.2.1; the curve has no smaller groups.
  private static boolean isOnP256(ECPoint point) {
    var curve = P_256.getCurve();
    var prime = ((ECFieldFp) curve.getField()).getP();
    var x = point.getAffineX();
    var y = point.getAffineY();
    var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime);
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && y.multiply(y).mod(prime).equals(right);
  }

  private static BigInteger coordinate(Map<String, String> jwk, String member) throws Unfit {
    return new BigInteger(1, whole(jwk, member));
  }

  private static byte[] whole(Map<String, String> jwk, String member) throws Unfit {
    var octets = Encoded.octets(jwk, member);
    if (octets.length != COORDINATE) {
      throw new Unfit("must have " + member + " of 32 octets");
    }
    return octets;
  }

  /// Octets are least first, and the top bit does not count (RFC 7748 section 5).
  private static PublicKey x25519(Map<String, String> jwk) throws Unfit, GeneralSecurityException {
    var octets = Encoded.reversed(whole(jwk, "x"));
    octets[0] &= Byte.MAX_VALUE;
    return KeyFactory.getInstance("X25519")
        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, octets)));
  }

  static Map<String, String> members(ECPublicKey key) throws Unfit {
    var curve = key.getParams();
    if (!curve.getCurve().equals(P_256.getCurve())
        || !curve.getGenerator().equals(P_256.getGenerator())) {
      throw new Unfit("must be on the curve P-256 or X25519");
    }
    var point = key.getW();
    return Map.of(
        "kty",
        "EC",
        "crv",
        Curve.P_256.word,
        "x",
        Encoded.text(Encoded.octets(point.getAffineX(), COORDINATE)),
        "y",
        Encoded.text(Encoded.octets(point.getAffineY(), COORDINATE)));
  }

  static Map<String, String> members(XECPublicKey key) throws Unfit {
    if (!(key.getParams() instanceof NamedParameterSpec named)
        || !named.getName().equals(NamedParameterSpec.X25519.getName())) {
      throw new Unfit("must be on the curve P-256 or X25519");
    }
    var octets = Encoded.reversed(Encoded.octets(key.getU(), COORDINATE));
    return Map.of("kty", "OKP", "crv", Curve.X25519.word, "x", Encoded.text(octets));
  }

  @Override
  public String word() {
    return "ECDH-ES";
  }

  @Override
  public Envelope envelope(String header, SecureRandom chance) throws GeneralSecurityException {
    var pairs = KeyPairGenerator.getInstance(curve.pairs);
    switch (curve) {
      case P_256 -> pairs.initialize(P_256, chance);
      case X25519 -> pairs.initialize(NamedParameterSpec.X25519, chance);
    }
    var own = pairs.generateKeyPair();
    var agreement = KeyAgreement.getInstance(curve.agreement);
    agreement.init(own.getPrivate());
    agreement.doPhase(key, true);
    var agreed = agreement.generateSecret();
    var contentKey = ConcatKdf.key(agreed, Envelope.ENC, NOTHING, NOTHING, 256);
    var top =
        "{\"alg\":\"%s\",\"enc\":\"%s\",\"epk\":%s"
            .formatted(word(), Envelope.ENC, shown(own.getPublic()));
    return new Envelope(top + header, NOTHING, contentKey, chance);
  }

  private static String shown(PublicKey own) {
    try {
      var members =
          switch (own) {
            case ECPublicKey of -> members(of);
            case XECPublicKey of -> members(of);
            default -> throw new IllegalStateException("a pair of another kind");
          };
      return new TreeMap<>(members)
          .entrySet().stream()
              .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
              .collect(Collectors.joining(",", "{", "}"));
    } catch (Unfit e) {
      throw new IllegalStateException("a pair on another curve than asked for", e);
    }
  }
}
