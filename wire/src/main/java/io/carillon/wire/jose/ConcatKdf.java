package io.carillon.wire.jose;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The key derivation of ECDH-ES (RFC 7518 section 4.6.2): the Concat KDF of NIST SP 800-56A with
/// SHA-256, of one round, which is enough for 256 bits.
final class ConcatKdf {
  private ConcatKdf() {}

  /// The key.
  ///
  /// @param agreed what both sides agreed on ("Z")
  /// @param algorithm what the key is for, the word of `enc`
  /// @param here what is said of who seals (`apu`); may be empty
  /// @param there what is said of who reads (`apv`); may be empty
  /// @param bits a multiple of 8, at most 256
  static byte[] key(byte[] agreed, String algorithm, byte[] here, byte[] there, int bits) {
    var sha = sha256();
    sha.update(number(1));
    sha.update(agreed);
    for (var part : new byte[][] {algorithm.getBytes(StandardCharsets.US_ASCII), here, there}) {
      sha.update(number(part.length));
      sha.update(part);
    }
    sha.update(number(bits));
    return Arrays.copyOf(sha.digest(), bits / Byte.SIZE);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }
}
