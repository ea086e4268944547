package io.carillon.store;

import io.carillon.model.Payload;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.SQLException;

/// The pair of keys by which this store signs what it gives away for good: Ed25519 (RFC 8032). Made
/// with the first signature; the private key stands sealed in the vault.
///
/// @param x509 the public key, in DER
record SigningKey(PrivateKey privateKey, Payload x509) {
  private static final String ALGORITHM = "Ed25519";
  private static final Place PLACE = new Place("signing_key", "sealed", "1");

  /// The store's own, made where there is none; the caller commits.
  static SigningKey of(Session writer, Vault vault) throws SQLException {
    var known = writer.prepared("signing_key").one(row -> known(row, vault));
    if (known.isPresent()) {
      return known.get();
    }
    var pair = generator().generateKeyPair();
    var octets = pair.getPublic().getEncoded();
    writer
        .prepared("signing_key_add")
        .octets(octets)
        .octets(vault.seal(PLACE, pair.getPrivate().getEncoded()))
        .change();
    return new SigningKey(pair.getPrivate(), new Payload(octets));
  }

  private static SigningKey known(Row row, Vault vault) throws SQLException {
    var octets = row.givenOctets();
    var sealed = vault.open(PLACE, row.givenOctets());
    try {
      var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(sealed));
      return new SigningKey(key, new Payload(octets));
    } catch (GeneralSecurityException unread) {
      throw new StoreException("the key that signs cannot be read", unread);
    }
  }

  private static KeyPairGenerator generator() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java since 15 has " + ALGORITHM, missing);
    }
  }

  /// X.509 (RFC 8410), in DER.
  byte[] publicKey() {
    return x509.octets();
  }

  /// The signature of these octets, 64 octets.
  byte[] sign(byte[] octets) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(octets);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
