package io.carillon.wire.sign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// The symmetric scheme of the Standard Webhooks specification (standardwebhooks.com, `v1`):
/// HMAC-SHA256 in Base64 over `<id>.<unix seconds>.<body>`, sent in the headers below.
///
/// The signature header is a list; while a secret is being changed it has one entry of each secret.
public final class StandardWebhooks {
  public static final String ID_HEADER = "webhook-id";
  public static final String TIMESTAMP_HEADER = "webhook-timestamp";
  public static final String SIGNATURE_HEADER = "webhook-signature";

  /// What the specification asks receivers to tolerate.
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int SIGNATURES_MAX = 8;

  private final List<Hmac> keys;

  /// @param secrets `whsec_` and Base64, or the bare Base64; the newest first, at least one
  /// @throws IllegalArgumentException if one is not Base64 or is empty
  public StandardWebhooks(List<String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("no secret");
    }
    keys = secrets.stream().map(secret -> Hmac.sha256(key(secret))).toList();
  }

  /// The secret as users see it, for a key of 24 to 64 random bytes.
  public static String secret(byte[] key) {
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
  }

  private static byte[] key(String secret) {
    String encoded =
        secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException _) {
      // The decoder's own message quotes the secret's characters.
      throw new IllegalArgumentException("the secret is not Base64");
    }
  }

  /// The value of the signature header.
  public String sign(String id, Instant at, byte[] body) {
    byte[] start = start(id, Long.toString(at.getEpochSecond()));
    StringBuilder header = new StringBuilder(48 * keys.size());
    for (Hmac key : keys) {
      header.append(header.isEmpty() ? "" : " ").append(VERSION).append(key.base64(start, body));
    }
    return header.toString();
  }

  /// Checks the three headers against the body as it came over the wire. Signatures of other
  /// versions are passed over.
  public Verdict verify(Sent sent, byte[] body, Instant now, Duration tolerance) {
    if (sent.id().isEmpty() || !UnixTime.isOne(sent.timestamp())) {
      return Verdict.MALFORMED;
    }
    byte[] start = start(sent.id(), sent.timestamp());
    List<String> expected = keys.stream().map(key -> VERSION + key.base64(start, body)).toList();
    String[] signatures = sent.signature().trim().split(" +", SIGNATURES_MAX + 1);
    boolean genuine = false;
    boolean readable = false;
    for (int i = 0; i < Math.min(signatures.length, SIGNATURES_MAX); i++) {
      readable |= signatures[i].startsWith(VERSION);
      for (String one : expected) {
        genuine |= Hmac.same(one, signatures[i]);
      }
    }
    return readable
        ? UnixTime.verdict(genuine, sent.timestamp(), now, tolerance)
        : Verdict.MALFORMED;
  }

  private static byte[] start(String id, String time) {
    return (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
  }

  /// The three headers as they came.
  public record Sent(String id, String timestamp, String signature) {}
}
