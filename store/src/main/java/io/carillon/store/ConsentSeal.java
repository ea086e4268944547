package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hashes of consent records: marks, which name people by a keyed hash, and the seals that
/// chain an account's records together. Belongs to one thread at a time.
final class ConsentSeal {
  private final Mac mac;
  private final MessageDigest sha;

  /// @param key of all marks
  ConsentSeal(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A person as 128 bits that tell nobody the address.
  Id mark(Address person) {
    mac.update((byte) person.kind().code());
    var all = ByteBuffer.wrap(mac.doFinal(person.value().getBytes(StandardCharsets.UTF_8)));
    return new Id(all.getLong(), all.getLong());
  }

  /// Over what may be blotted out later.
  byte[] digest(Address person, Proof proof) {
    number(person.kind().code());
    text(person.value());
    text(proof.program());
    text(proof.words());
    text(proof.source());
    text(proof.agent());
    text(proof.actor());
    text(proof.confirmation());
    return sha.digest();
  }

  /// What a seal is about beside the digest.
  record Fixed(
      AccountId account,
      Id mark,
      Reach reach,
      Consent.Action action,
      Consent.Method method,
      long at) {
    static Fixed of(Consent consent, Id mark) {
      return new Fixed(
          consent.account(),
          mark,
          consent.reach(),
          consent.action(),
          consent.proof().method(),
          Micros.of(consent.at()));
    }
  }

  /// Over a whole record and the seal before it.
  byte[] seal(Fixed fixed, byte[] digest, byte[] previous) {
    octets(previous);
    octets(fixed.account().value().bytes());
    octets(fixed.mark().bytes());
    number(fixed.reach().kind().code());
    text(fixed.reach().name());
    number(fixed.action().code());
    number(fixed.method().code());
    number(fixed.at());
    octets(digest);
    return sha.digest();
  }

  private void number(long value) {
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }

  private void text(String text) {
    octets(text.getBytes(StandardCharsets.UTF_8));
  }

  private void octets(byte[] octets) {
    number(octets.length);
    sha.update(octets);
  }
}
