package io.carillon.store.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals the bodies of messages, and opens them: the form of [Envelope], with nonces that are
/// counted and a cipher that is kept. [#ADDED] octets are added, in about a microsecond. Belongs to
/// one thread at a time.
public final class BodySeal {
  /// By how many octets a body grows: version, number of the key, nonce and tag.
  public static final int ADDED = Envelope.HEAD_OCTETS + Envelope.TAG_BITS / Byte.SIZE;

  private final Cipher cipher = Envelope.cipher();
  private final byte[] bound = new byte[BodyPlace.OCTETS];

  /// Seals octets for one place.
  public byte[] seal(SealingKey key, Nonces nonces, BodyPlace place, byte[] plain) {
    var sealed = new byte[plain.length + ADDED];
    var head = ByteBuffer.wrap(sealed).put((byte) Envelope.VERSION).putInt(key.id());
    nonces.next(head);
    try {
      begin(Cipher.ENCRYPT_MODE, key, sealed, place);
      cipher.doFinal(plain, 0, plain.length, sealed, Envelope.HEAD_OCTETS);
      return sealed;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  /// Opens what was sealed for this place.
  ///
  /// @throws SealBroken where it was changed, stands elsewhere, or was sealed under another key
  public byte[] open(SealingKey key, BodyPlace place, byte[] sealed) {
    try {
      begin(Cipher.DECRYPT_MODE, key, sealed, place);
      return cipher.doFinal(sealed, Envelope.HEAD_OCTETS, sealed.length - Envelope.HEAD_OCTETS);
    } catch (AEADBadTagException _) {
      throw new SealBroken(place + " does not open: it was changed, or " + key + " is another one");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  private void begin(int mode, SealingKey key, byte[] sealed, BodyPlace place)
      throws GeneralSecurityException {
    int nonce = Envelope.HEAD_OCTETS - Nonces.OCTETS;
    cipher.init(
        mode, key.key(), new GCMParameterSpec(Envelope.TAG_BITS, sealed, nonce, Nonces.OCTETS));
    place.put(ByteBuffer.wrap(bound));
    cipher.updateAAD(bound);
  }

  /// Whether octets have the form of what [#seal] makes; the first of a plain body is 0.
  public static boolean isSealed(byte[] octets) {
    return Envelope.isSealed(octets);
  }

  /// The number of the key that opens a sealed body.
  public static int keyOf(byte[] sealed) {
    return Envelope.keyOf(sealed);
  }
}
