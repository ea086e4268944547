package io.carillon.wire.sign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The scheme `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over the time, a dot and the raw body.
///
/// While a secret is being changed there are two: every header carries a `v1` of each, and a
/// signature by either is genuine.
public final class TimedSignature {
  /// Signatures in one header that are looked at.
  private static final int SIGNATURES_MAX = 8;

  private final List<Hmac> keys;

  /// @param secrets as raw bytes, the newest first; at least one, none empty
  public TimedSignature(List<byte[]> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("no secret");
    }
    keys = secrets.stream().map(Hmac::sha256).toList();
  }

  /// With one secret, in UTF-8.
  public TimedSignature(String secret) {
    this(List.of(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /// The header's value for a body sent at `at`.
  public String sign(Instant at, byte[] body) {
    String time = Long.toString(at.getEpochSecond());
    byte[] start = (time + ".").getBytes(StandardCharsets.US_ASCII);
    StringBuilder header = new StringBuilder(80 * keys.size()).append("t=").append(time);
    for (Hmac key : keys) {
      header.append(",v1=").append(key.hex(start, body));
    }
    return header.toString();
  }

  /// Checks a header's value against the body as it came over the wire. Parts with other names are
  /// passed over.
  public Verdict verify(String header, byte[] body, Instant now, Duration tolerance) {
    String time = "";
    List<String> signatures = new ArrayList<>(2);
    for (String part : header.split(",", -1)) {
      String trimmed = part.trim();
      if (trimmed.startsWith("t=")) {
        time = trimmed.substring(2);
      } else if (trimmed.startsWith("v1=") && signatures.size() < SIGNATURES_MAX) {
        signatures.add(trimmed.substring(3));
      }
    }
    if (signatures.isEmpty() || !UnixTime.isOne(time)) {
      return Verdict.MALFORMED;
    }
    byte[] start = (time + ".").getBytes(StandardCharsets.US_ASCII);
    boolean genuine = false;
    for (Hmac key : keys) {
      String expected = key.hex(start, body);
      for (String signature : signatures) {
        genuine |= Hmac.same(expected, signature);
      }
    }
    return UnixTime.verdict(genuine, time, now, tolerance);
  }
}
