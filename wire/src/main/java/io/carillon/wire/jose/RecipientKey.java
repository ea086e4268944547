package io.carillon.wire.jose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The public key of somebody who is to read what nobody else can: RSA of 2,048 to 8,192 bits
/// (RSA-OAEP-256), or a key on P-256 or X25519 (ECDH-ES).
///
/// It is read from a JWK (RFC 7517, RFC 8037) or a PEM text (RFC 7468), and checked: what was read
/// can be sealed for.
public final class RecipientKey {
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");
  private static final int ID_MAX = 128;
  private static final String FORMS = "an RSA key of 2,048 bits or more, or one on P-256 or X25519";

  private final Algorithm algorithm;
  private final Map<String, String> members;
  private final String id;

  private RecipientKey(Algorithm algorithm, Map<String, String> members, String id) {
    this.algorithm = algorithm;
    this.members = Map.copyOf(members);
    this.id = id;
  }

  /// How content keys come to the reader.
  sealed interface Algorithm permits RsaOaep, EcdhEs {
    /// The word of `alg` (RFC 7518 section 4.1).
    String word();

    /// The key itself.
    PublicKey key();

    /// An envelope of its own.
    ///
    /// @param header the members of the header after `alg` and `enc`, each with a comma before it
    Envelope envelope(String header, SecureRandom chance) throws GeneralSecurityException;
  }

  /// Reads a JWK.
  ///
  /// @param jwk its members that are texts
  public static RecipientKey ofJwk(Map<String, String> jwk) throws Unfit {
    if (jwk.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw new Unfit(
          "must be a public key: this one holds a private part. It was not kept;"
              + " whoever saw the request has it all the same, so make another pair");
    }
    Algorithm read =
        switch (jwk.getOrDefault("kty", "")) {
          case "RSA" -> RsaOaep.of(jwk);
          case "EC", "OKP" -> EcdhEs.of(jwk);
          default -> throw new Unfit("must have the kty RSA, EC or OKP: " + FORMS);
        };
    fits(jwk, "use", "enc");
    fits(jwk, "alg", read.word());
    return checked(read, jwk.getOrDefault("kid", ""));
  }

  private static void fits(Map<String, String> jwk, String member, String wanted) throws Unfit {
    if (!jwk.getOrDefault(member, wanted).equals(wanted)) {
      throw new Unfit("must have the " + member + " " + wanted + ", or none");
    }
  }

  /// Reads a PEM text with a `PUBLIC KEY`.
  public static RecipientKey ofPem(String pem) throws Unfit {
    if (pem.toUpperCase(Locale.ROOT).contains("PRIVATE KEY")) {
      throw new Unfit(
          "must be a public key: this one is private. It was not kept;"
              + " whoever saw the request has it all the same, so make another pair");
    }
    var body = pem.strip();
    var begin = "-----BEGIN PUBLIC KEY-----";
    var end = "-----END PUBLIC KEY-----";
    if (!body.startsWith(begin) || !body.endsWith(end)) {
      throw new Unfit("must be one PEM block that begins with " + begin);
    }
    byte[] octets;
    try {
      var inside = body.substring(begin.length(), Math.max(begin.length(), body.indexOf(end)));
      octets = Base64.getMimeDecoder().decode(inside);
    } catch (IllegalArgumentException _) {
      throw new Unfit("must be one PEM block with Base64 inside");
    }
    return ofJwk(members(Encoded.key(octets)));
  }

  /// What makes the key, and what a thumbprint counts (RFC 7638 section 3.2), in one form whatever
  /// form it came in.
  private static Map<String, String> members(PublicKey key) throws Unfit {
    return switch (key) {
      case RSAPublicKey rsa -> RsaOaep.members(rsa);
      case ECPublicKey curve -> EcdhEs.members(curve);
      case XECPublicKey curve -> EcdhEs.members(curve);
      default -> throw new Unfit("must be " + FORMS);
    };
  }

  /// Whatever would only be found wrong as something is sealed is found now.
  private static RecipientKey checked(Algorithm algorithm, String id) throws Unfit {
    if (id.length() > ID_MAX || !id.chars().allMatch(c -> c > ' ' && c < 127 && !isQuoted(c))) {
      throw new Unfit("must have a kid of at most 128 printable characters without quotes");
    }
    var members = members(algorithm.key());
    try {
      algorithm.envelope("", new SecureRandom());
    } catch (GeneralSecurityException _) {
      throw new Unfit("must be a key that can be sealed for: this one is not sound");
    }
    return new RecipientKey(algorithm, members, id.isEmpty() ? thumbprint(members) : id);
  }

  private static boolean isQuoted(int character) {
    return character == '"' || character == '\\';
  }

  /// An envelope of its own for one text.
  public Envelope envelope(SecureRandom chance) {
    try {
      return algorithm.envelope(",\"kid\":\"" + id + "\"", chance);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was sound is not any more", e);
    }
  }

  /// The members of its JWK that make the key, each a text.
  public Map<String, String> members() {
    return members;
  }

  /// The word of `alg`: `RSA-OAEP-256` or `ECDH-ES`.
  public String algorithm() {
    return algorithm.word();
  }

  /// What each JWE names it by (`kid`): as its owner does, else its thumbprint.
  public String id() {
    return id;
  }

  /// Its SHA-256 in Base64url (RFC 7638): the same for the same key, whatever form it came in.
  public String thumbprint() {
    return thumbprint(members);
  }

  private static String thumbprint(Map<String, String> members) {
    var json =
        new TreeMap<>(members)
            .entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    return Encoded.text(ConcatKdf.sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return algorithm.word() + " " + thumbprint();
  }
}
