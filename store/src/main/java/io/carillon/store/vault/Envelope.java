package io.carillon.store.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// The form of a sealed value: version (1 octet, 1), number of the key (4), nonce (12), then what
/// AES-256-GCM makes of it, with its tag of 16 octets at the end (NIST SP 800-38D). The place in
/// which it stands is authenticated with it.
///
/// The nonce of [#seal] is chance: a key may seal 2³² values (SP 800-38D §8.3). Secrets change so
/// seldom that no store comes near.
final class Envelope {
  /// The first octet of each; 0 stands before what is not sealed.
  static final int VERSION = 1;

  static final int TAG_BITS = 128;
  private static final int NONCE_OCTETS = 12;
  static final int HEAD_OCTETS = 1 + Integer.BYTES + NONCE_OCTETS;
  private static final SecureRandom CHANCE = new SecureRandom();

  private Envelope() {}

  static byte[] seal(SealingKey key, byte[] plain, Place place) {
    var nonce = new byte[NONCE_OCTETS];
    CHANCE.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
      return ByteBuffer.allocate(HEAD_OCTETS + sealed.length)
          .put((byte) VERSION)
          .putInt(key.id())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  /// Whether it has the form of a sealed value.
  static boolean isSealed(byte[] octets) {
    return octets.length >= HEAD_OCTETS + TAG_BITS / Byte.SIZE && octets[0] == VERSION;
  }

  /// The number of the key that opens it.
  static int keyOf(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  /// @throws SealBroken where it was changed, stands elsewhere, or was sealed under another key
  static byte[] open(SealingKey key, byte[] sealed, Place place) {
    var nonce = Arrays.copyOfRange(sealed, HEAD_OCTETS - NONCE_OCTETS, HEAD_OCTETS);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
          .doFinal(sealed, HEAD_OCTETS, sealed.length - HEAD_OCTETS);
    } catch (AEADBadTagException _) {
      throw new SealBroken(place + " does not open: it was changed, or " + key + " is another one");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  private static Cipher cipher(int mode, SealingKey key, byte[] nonce, Place place)
      throws GeneralSecurityException {
    var cipher = cipher();
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.octets());
    return cipher;
  }

  static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }
}
