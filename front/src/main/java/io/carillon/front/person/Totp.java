package io.carillon.front.person;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that a device shows for half a minute (RFC 6238, with SHA-1, steps of 30 s, six digits),
/// as every authenticator app knows them.
///
/// The code of the step before and of the step behind opens, too, since clocks differ; none opens
/// twice.
public final class Totp {
  private static final int SECRET_OCTETS = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int AROUND = 1;
  private static final SecureRandom CHANCE = new SecureRandom();

  private Totp() {}

  /// A new secret: 160 random bits (RFC 4226 §4), in Base32.
  public static String newSecret() {
    var octets = new byte[SECRET_OCTETS];
    CHANCE.nextBytes(octets);
    return Base32.text(octets);
  }

  /// What an authenticator app reads as a picture.
  ///
  /// @param issuer whose server it is
  /// @param login what its user types to sign in
  public static String uri(String issuer, String login, String secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(escaped(issuer), escaped(login), secret, escaped(issuer), DIGITS, STEP_SECONDS);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The step whose code this is; empty where it is none, or of a step that is not behind the last
  /// that was used.
  ///
  /// @param used the last step whose code opened
  public static OptionalLong step(String secret, String code, Instant now, long used) {
    var key = Base32.octets(secret);
    long current = now.getEpochSecond() / STEP_SECONDS;
    var found = OptionalLong.empty();
    for (long step = current - AROUND; key.length > 0 && step <= current + AROUND; step++) {
      if (same(code(key, step, DIGITS), code) && step > used) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static boolean same(String right, String shown) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
  }

  /// The code of a step (RFC 4226 §5.3).
  static String code(byte[] key, long step, int digits) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
      return "%010d".formatted(number).substring(10 - digits);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
    }
  }
}
