package io.carillon.app;

import io.carillon.app.settings.EsmeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/// What a server shows of itself over TLS: a certificate's chain and its key, from PEM files.
final class ServerIdentity {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private ServerIdentity() {}

  static SSLSocketFactory read(EsmeSettings.Tls tls) throws CannotStart {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key(tls.key()), new char[0], chain(tls.certificate()));
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new CannotStart(
          "smpp-server.tls: "
              + tls.certificate()
              + " and "
              + tls.key()
              + " are no certificate and its unencrypted PKCS #8 key in PEM",
          e);
    }
  }

  private static Certificate[] chain(Path file) throws GeneralSecurityException, IOException {
    var pem = new ByteArrayInputStream(Files.readAllBytes(file));
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(pem)
        .toArray(Certificate[]::new);
  }

  private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
    var found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new InvalidKeySpecException("no private key in PEM");
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // a key of another kind: the next one may be its
      }
    }
    throw new InvalidKeySpecException("a key of no known kind");
  }
}
