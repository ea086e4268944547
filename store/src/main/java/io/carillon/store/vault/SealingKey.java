package io.carillon.store.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key of AES-256, and the number by which sealed records name it.
public record SealingKey(int id, SecretKey key) {
  /// Octets of a key.
  public static final int OCTETS = 32;

  /// The key that these octets are.
  ///
  /// @param octets [#OCTETS] of them
  public static SealingKey of(int id, byte[] octets) {
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException("a key of AES-256 has " + OCTETS + " octets");
    }
    return new SealingKey(id, new SecretKeySpec(octets, "AES"));
  }

  /// A new one, by chance.
  public static SealingKey fresh(int id) {
    var octets = new byte[OCTETS];
    new SecureRandom().nextBytes(octets);
    var key = of(id, octets);
    Arrays.fill(octets, (byte) 0);
    return key;
  }

  /// How people see the number: eight hexadecimal digits.
  public static String word(int id) {
    return HexFormat.of().toHexDigits(id);
  }

  @Override
  public String toString() {
    return "key " + word(id);
  }
}
