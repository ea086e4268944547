package io.carillon.app.settings;

import io.carillon.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys in files, as operators have them: PEM, or both in one of PKCS #12.
public final class TlsFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");
  private static final String PEM = "-----BEGIN ";
  private static final long FILE_MAX = 1 << 20;
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /// Where our own certificate and its key are.
  public sealed interface Identity {
    /// The file of the certificate.
    Path certificate();

    /// Two files of PEM.
    ///
    /// @param certificate of the certificate, and of those between it and its root
    /// @param key of its private key: PKCS #8, not encrypted
    record Pem(Path certificate, Path key) implements Identity {}

    /// One file of PKCS #12 (RFC 7292) with one key.
    record Pkcs12(Path certificate, Secret password) implements Identity {}
  }

  /// What the settings name, as it was when they were read.
  ///
  /// @param trust of whom we trust; empty = whom the JDK trusts
  /// @param identity who we are; empty = nobody asks
  /// @param fingerprint of what the files held, so that a renewed certificate is a change
  /// @param expiry when the first certificate of our own chain is no longer valid
  public record Read(
      Optional<Path> trust,
      Optional<Identity> identity,
      String fingerprint,
      Optional<Instant> expiry) {}

  /// A file cannot be used; the message never quotes what it holds.
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String setting;

    private Unusable(String setting, String words) {
      super(words);
      this.setting = setting;
    }
  }

  /// Reads the files that a section names by `certificate`, `key` and `password`, and sees that
  /// they can be used; what stands against them is a trouble of that section.
  ///
  /// @param trust the key by which it names whom we trust; empty = it names nobody
  static Optional<Read> read(Section tls, String trust) {
    var certificate = tls.text("certificate");
    var key = tls.text("key");
    var password = new Secret(tls.text("password"));
    var trusted = trust.isEmpty() ? "" : tls.text(trust);
    if (certificate.isEmpty() && !key.isEmpty()) {
      tls.trouble("certificate", "is missing beside the key");
      return Optional.empty();
    }
    Optional<Identity> identity =
        certificate.isEmpty()
            ? Optional.empty()
            : Optional.of(
                key.isEmpty()
                    ? new Identity.Pkcs12(Path.of(certificate), password)
                    : new Identity.Pem(Path.of(certificate), Path.of(key)));
    try {
      var named = Optional.of(trusted).filter(text -> !text.isEmpty()).map(Path::of);
      return Optional.of(read(named, trust, identity));
    } catch (Unusable e) {
      tls.trouble(e.setting, String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException e) {
      tls.trouble("", "cannot be used: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Read read(Optional<Path> trust, String setting, Optional<Identity> identity)
      throws Unusable, GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256");
    if (trust.isPresent()) {
      digest.update(octets(setting, trust.get()));
      trusted(setting, trust.get());
    }
    Optional<Instant> expiry = Optional.empty();
    if (identity.isPresent()) {
      digest.update(octets("certificate", identity.get().certificate()));
      if (identity.get() instanceof Identity.Pem(_, var key)) {
        digest.update(octets("key", key));
      }
      var own = own(identity.get());
      expiry = own.expiry();
      own.check();
    }
    return new Read(trust, identity, HexFormat.of().formatHex(digest.digest()), expiry);
  }

  /// What makes secure sockets of these.
  ///
  /// @throws IllegalStateException where the files have changed for the worse since they were read
  public static SSLContext context(Read files) {
    try {
      TrustManager[] trust = null;
      if (files.trust().isPresent()) {
        trust = trusted("trust", files.trust().get());
      }
      KeyManager[] keys = null;
      if (files.identity().isPresent()) {
        keys = own(files.identity().get()).managers();
      }
      var context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (Unusable | GeneralSecurityException e) {
      throw new IllegalStateException("the TLS files cannot be used any more", e);
    }
  }

  private static TrustManager[] trusted(String setting, Path file)
      throws Unusable, GeneralSecurityException {
    var store = empty();
    int number = 0;
    for (var certificate : certificates(setting, file)) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static OwnKey own(Identity identity) throws Unusable, GeneralSecurityException {
    return switch (identity) {
      case Identity.Pem(var certificate, var key) -> {
        var chain = certificates("certificate", certificate);
        yield new OwnKey(key(key), List.copyOf(chain));
      }
      case Identity.Pkcs12(var file, var password) -> pkcs12(file, password.reveal().toCharArray());
    };
  }

  private static OwnKey pkcs12(Path file, char[] password)
      throws Unusable, GeneralSecurityException {
    var octets = octets("certificate", file);
    if (new String(octets, StandardCharsets.ISO_8859_1).contains(PEM)) {
      throw new Unusable("key", "is missing: only a file of PKCS #12 holds its own, not " + file);
    }
    var store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(octets), password);
    } catch (IOException _) {
      throw new Unusable(
          "certificate", "is neither PEM nor a file of PKCS #12 with this password: " + file);
    }
    for (var alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
        return new OwnKey(key, List.of(store.getCertificateChain(alias)));
      }
    }
    throw new Unusable("certificate", "holds no private key: " + file);
  }

  /// A key with its certificate and those up to its root.
  private record OwnKey(PrivateKey key, List<Certificate> chain) {
    KeyManager[] managers() throws GeneralSecurityException {
      var store = empty();
      store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    }

    Optional<Instant> expiry() {
      return chain.stream()
          .filter(X509Certificate.class::isInstance)
          .map(one -> ((X509Certificate) one).getNotAfter().toInstant())
          .min(Comparator.naturalOrder());
    }

    /// Sees that the key is that of the certificate: what it signs, the certificate confirms.
    void check() throws Unusable, GeneralSecurityException {
      var algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
          };
      var nonce = "a key and its certificate".getBytes(StandardCharsets.US_ASCII);
      boolean matches;
      try {
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(nonce);
        var signed = signing.sign();
        signing.initVerify(chain.getFirst().getPublicKey());
        signing.update(nonce);
        matches = signing.verify(signed);
      } catch (InvalidKeyException | SignatureException _) {
        matches = false;
      }
      if (!matches) {
        throw new Unusable("key", "is not that of the first certificate");
      }
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store could not be made", e);
    }
  }

  private static List<? extends Certificate> certificates(String setting, Path file)
      throws Unusable {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(octets(setting, file)));
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    } catch (GeneralSecurityException _) {
      // told below: the file holds something else
    }
    throw new Unusable(setting, "holds no certificate in PEM: " + file);
  }

  private static PrivateKey key(Path file) throws Unusable, GeneralSecurityException {
    var text = new String(octets("key", file), StandardCharsets.ISO_8859_1);
    var found = KEY.matcher(text);
    if (found.find()) {
      var octets = Base64.getMimeDecoder().decode(found.group(1));
      for (var kind : KEY_KINDS) {
        try {
          return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (InvalidKeySpecException _) {
          // the next kind may be it
        }
      }
    }
    throw new Unusable("key", "holds no private key (PEM, PKCS #8, not encrypted): " + file);
  }

  private static byte[] octets(String setting, Path file) throws Unusable {
    try {
      if (Files.size(file) > FILE_MAX) {
        throw new Unusable(setting, "is over 1 MiB: " + file);
      }
      return Files.readAllBytes(file);
    } catch (IOException _) {
      throw new Unusable(setting, "cannot be read: " + file);
    }
  }
}
