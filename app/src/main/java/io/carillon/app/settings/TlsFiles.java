package io.carillon.app.settings;

import io.carillon.app.settings.CarrierSettings.Identity;
import io.carillon.app.settings.CarrierSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys in PEM files, as operators have them.
public final class TlsFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");
  private static final long FILE_MAX = 1 << 20;
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /// A file cannot be used; the message never quotes what it holds.
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String setting;
    private final String words;

    private Unusable(String setting, String words) {
      super(words);
      this.setting = setting;
      this.words = words;
    }

    /// What is wrong, to stand behind its name.
    String words() {
      return words;
    }

    /// The setting that names it.
    String setting() {
      return setting;
    }
  }

  /// Reads what the files hold now, and sees that it can be used.
  static Tls read(Optional<Path> trust, Optional<Identity> identity, String serverName)
      throws Unusable {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      if (trust.isPresent()) {
        digest.update(octets("trust", trust.get()));
      }
      if (identity.isPresent()) {
        digest.update(octets("certificate", identity.get().certificate()));
        digest.update(octets("key", identity.get().key()));
      }
      var tls = new Tls(trust, identity, serverName, HexFormat.of().formatHex(digest.digest()));
      context(tls);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new Unusable("", "cannot be used: " + e.getMessage());
    }
  }

  /// Makes sockets of these.
  ///
  /// @throws IllegalStateException where the files have changed for the worse since they were read
  public static SSLSocketFactory sockets(Tls tls) {
    try {
      return context(tls).getSocketFactory();
    } catch (Unusable | GeneralSecurityException e) {
      throw new IllegalStateException("the TLS files cannot be used any more", e);
    }
  }

  private static SSLContext context(Tls tls) throws Unusable, GeneralSecurityException {
    TrustManager[] trusted = null;
    if (tls.trust().isPresent()) {
      var store = empty();
      int number = 0;
      for (var certificate : certificates("trust", tls.trust().get())) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      trusted = factory.getTrustManagers();
    }
    KeyManager[] keys = null;
    if (tls.identity().isPresent()) {
      var identity = tls.identity().get();
      var chain = certificates("certificate", identity.certificate());
      var store = empty();
      store.setKeyEntry("own", key(identity.key()), NO_PASSWORD, chain.toArray(new Certificate[0]));
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      keys = factory.getKeyManagers();
    }
    var context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
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
