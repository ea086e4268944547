package io.carillon.front.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Passwords that people choose, which are kept as hashes that take a while to make (PBKDF2 with
/// HMAC-SHA-256, RFC 8018), each with a salt of its own.
public final class Passwords {
  /// Characters that a password may have.
  public static final int LENGTH_MAX = 255;

  private static final int ROUNDS = 210_000;
  private static final int ROUNDS_MAX = 10_000_000;
  private static final int SALT_OCTETS = 16;
  private static final int HASH_BITS = 256;
  private static final String NAME = "pbkdf2-sha256";
  private static final Pattern KEPT =
      Pattern.compile(NAME + "\\$([1-9][0-9]{0,7})\\$([A-Za-z0-9_-]{22})\\$([A-Za-z0-9_-]{43})");
  private static final SecureRandom CHANCE = new SecureRandom();

  /// What no password opens, but takes as long to try.
  private static final String NOBODYS = kept(new byte[SALT_OCTETS], new byte[HASH_BITS / 8]);

  private Passwords() {}

  /// What is kept of a password: the method, its rounds, the salt and the hash.
  public static String kept(String password) {
    var salt = new byte[SALT_OCTETS];
    CHANCE.nextBytes(salt);
    return kept(salt, hash(password, salt, ROUNDS));
  }

  private static String kept(byte[] salt, byte[] hash) {
    var text = Base64.getUrlEncoder().withoutPadding();
    return NAME + '$' + ROUNDS + '$' + text.encodeToString(salt) + '$' + text.encodeToString(hash);
  }

  /// Whether a password is the one of which this was kept; takes as long where nothing was.
  public static boolean opens(String password, String kept) {
    boolean isKept = KEPT.matcher(kept).matches();
    var lock = KEPT.matcher(isKept ? kept : NOBODYS);
    if (!lock.matches() || password.length() > LENGTH_MAX) {
      return false;
    }
    int rounds = Math.min(ROUNDS_MAX, Integer.parseInt(lock.group(1)));
    var text = Base64.getUrlDecoder();
    var hash = hash(password, text.decode(lock.group(2)), rounds);
    return MessageDigest.isEqual(hash, text.decode(lock.group(3))) && isKept;
  }

  /// A mark by which a password is known again at one place, where nothing else of it may be kept:
  /// the same each time, and as slow to try as what [#kept] makes.
  ///
  /// @param place what makes it useless elsewhere
  public static String mark(String password, String place) {
    var salt = place.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(hash(password, salt, ROUNDS));
  }

  private static byte[] hash(String password, byte[] salt, int rounds) {
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    }
  }
}
