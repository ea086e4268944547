package io.carillon.store.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// What is sealed under a person's key: version (1 octet, 3), number of the tree (4), the leaf
/// (13), nonce (12), then what AES-256-GCM makes of it, with its tag of 16 octets at the end (NIST
/// SP 800-38D). The place in which it stands is authenticated with it.
///
/// The nonce is chance: a key may seal 2³² values (SP 800-38D §8.3), and nobody gets as many
/// messages.
///
/// @param tree the number of the tree that has the key
/// @param leaf which key
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PersonSeal(int tree, Leaf leaf, byte[] octets) {
  /// By how many octets a value grows.
  public static final int ADDED = 1 + Integer.BYTES + Leaf.OCTETS + 12 + 16;

  /// The first octet of each: [Envelope] has 1, 0 stands before what is not sealed.
  static final byte VERSION = 3;

  private static final int NONCE_OCTETS = 12;
  private static final int HEAD_OCTETS = ADDED - Envelope.TAG_BITS / Byte.SIZE;
  private static final SecureRandom CHANCE = new SecureRandom();

  /// Seals octets for one place.
  ///
  /// @param key of that leaf
  public static PersonSeal of(Leaf leaf, SealingKey key, Place place, byte[] plain) {
    var nonce = new byte[NONCE_OCTETS];
    CHANCE.nextBytes(nonce);
    var octets = new byte[ADDED + plain.length];
    var head = ByteBuffer.wrap(octets).put(VERSION).putInt(key.id());
    leaf.put(head);
    head.put(nonce);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, octets, place)
          .doFinal(plain, 0, plain.length, octets, HEAD_OCTETS);
      return new PersonSeal(key.id(), leaf, octets);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  /// Whether octets have the form of what [#of] makes.
  public static boolean isSealed(byte[] octets) {
    return octets.length >= ADDED && octets[0] == VERSION;
  }

  /// What [#isSealed] says yes to.
  public static PersonSeal read(byte[] octets) {
    if (!isSealed(octets)) {
      throw new SealBroken("what is to be sealed under a person's key has another form");
    }
    var head = ByteBuffer.wrap(octets).position(1);
    return new PersonSeal(head.getInt(), Leaf.take(head), octets);
  }

  /// What was sealed for this place.
  ///
  /// @throws SealBroken where it was changed, stands elsewhere, or was sealed under another key
  public byte[] open(SealingKey key, Place place) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, octets, place)
          .doFinal(octets, HEAD_OCTETS, octets.length - HEAD_OCTETS);
    } catch (AEADBadTagException _) {
      throw new SealBroken(place + " does not open under its person's key: it was changed");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  private static Cipher cipher(int mode, SealingKey key, byte[] octets, Place place)
      throws GeneralSecurityException {
    var cipher = Envelope.cipher();
    int nonce = HEAD_OCTETS - NONCE_OCTETS;
    cipher.init(
        mode, key.key(), new GCMParameterSpec(Envelope.TAG_BITS, octets, nonce, NONCE_OCTETS));
    cipher.updateAAD(place.octets());
    return cipher;
  }
}
