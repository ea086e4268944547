package io.carillon.front.person;

import io.carillon.front.door.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What is kept of the passwords of users: Argon2id (RFC 9106), each with a salt of its own.
///
/// The parameters are the second that RFC 9106 §4 recommends: 64 MiB of memory, 3 passes, 4 lanes,
/// a salt of 128 bits, a hash of 256. What an earlier version kept (PBKDF2) opens, too. At most two
/// are made at a time, so that signing in takes 128 MiB at most, however many try.
public final class UserPasswords {
  /// Characters that a password may have.
  public static final int LENGTH_MAX = Passwords.LENGTH_MAX;

  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 4;
  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;
  private static final int AT_ONCE = 2;
  private static final int WAITING_MAX = 32;
  private static final Semaphore TURNS = new Semaphore(AT_ONCE, true);
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final String NAME = "$argon2id$v=19$m=65536,t=3,p=4$";
  private static final Pattern KEPT =
      Pattern.compile(Pattern.quote(NAME) + "([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  /// What no password opens, but takes as long to try.
  private static final String NOBODYS = kept(new byte[SALT_OCTETS], new byte[HASH_OCTETS]);

  private UserPasswords() {}

  /// Whether so many wait for their turn that one more should come again later.
  public static boolean isBusy() {
    return TURNS.getQueueLength() >= WAITING_MAX;
  }

  /// What is kept of a password, in the form that the reference implementation prints. Blocks until
  /// it is its turn.
  public static String kept(String password) {
    var salt = new byte[SALT_OCTETS];
    CHANCE.nextBytes(salt);
    return kept(salt, hash(password, salt));
  }

  private static String kept(byte[] salt, byte[] hash) {
    var text = Base64.getEncoder().withoutPadding();
    return NAME + text.encodeToString(salt) + '$' + text.encodeToString(hash);
  }

  /// Whether a password is the one of which this was kept; takes as long where nothing was. Blocks
  /// until it is its turn.
  public static boolean opens(String password, String kept) {
    if (password.length() > LENGTH_MAX) {
      return false;
    }
    boolean isOurs = KEPT.matcher(kept).matches();
    var lock = KEPT.matcher(isOurs ? kept : NOBODYS);
    if (!lock.matches()) {
      throw new IllegalStateException("what nobody has is a hash, too");
    }
    var text = Base64.getDecoder();
    var hash = hash(password, text.decode(lock.group(1)));
    boolean same = MessageDigest.isEqual(hash, text.decode(lock.group(2)));
    return isOurs ? same : !kept.isEmpty() && Passwords.opens(password, kept);
  }

  private static byte[] hash(String password, byte[] salt) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build();
    TURNS.acquireUninterruptibly();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(parameters);
      var hash = new byte[HASH_OCTETS];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      TURNS.release();
    }
  }
}
