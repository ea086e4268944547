package io.carillon.wire.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A keyed hash (RFC 2104) with its key. Any number of threads may use one at once.
///
/// The key is set up once; each use clones the prepared state, which costs a fraction of looking
/// the algorithm up and keeps nothing per thread.
public final class Hmac {
  private final Mac prepared;

  private Hmac(String algorithm, byte[] key) {
    try {
      prepared = Mac.getInstance(algorithm);
      prepared.init(new SecretKeySpec(key, algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing from this JDK", e);
    }
  }

  /// HMAC-SHA-256.
  ///
  /// @throws IllegalArgumentException if the key is empty
  public static Hmac sha256(byte[] key) {
    return new Hmac("HmacSHA256", key);
  }

  /// HMAC-SHA-1, for schemes that still ask for it.
  ///
  /// @throws IllegalArgumentException if the key is empty
  public static Hmac sha1(byte[] key) {
    return new Hmac("HmacSHA1", key);
  }

  /// HMAC-SHA-512.
  ///
  /// @throws IllegalArgumentException if the key is empty
  public static Hmac sha512(byte[] key) {
    return new Hmac("HmacSHA512", key);
  }

  /// The hash over the parts, one after another, as if they were one array.
  public byte[] of(byte[]... parts) {
    Mac mac;
    try {
      mac = (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK's HMAC cannot be cloned", e);
    }
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /// The hash in lower-case hex.
  public String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }

  /// The hash in Base64 with padding (RFC 4648 section 4).
  public String base64(byte[]... parts) {
    return Base64.getEncoder().encodeToString(of(parts));
  }

  /// Whether both are the same, in a time that tells nothing of where they differ.
  public static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /// Whether both are the same, in a time that tells nothing of where they differ.
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
