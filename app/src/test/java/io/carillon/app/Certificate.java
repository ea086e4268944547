package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key and its certificate, signed by itself and made for the test, for localhost and 127.0.0.1.
final class Certificate {
  static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  private final KeyStore keys;
  private final Path file;

  private Certificate(KeyStore keys, Path file) {
    this.keys = keys;
    this.file = file;
  }

  /// One that is good for 90 days.
  ///
  /// @param algorithm EC or RSA
  static Certificate make(Path folder, String algorithm) throws Exception {
    return make(folder, algorithm, 90);
  }

  static Certificate make(Path folder, String algorithm, int days) throws Exception {
    var file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=sms.example",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificate(keys, file);
  }

  /// The file of PKCS #12 that holds both.
  Path file() {
    return file;
  }

  /// Writes both in PEM.
  void write(Path certificate, Path key) throws IOException, GeneralSecurityException {
    pem(certificate, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    pem(key, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
  }

  private static void pem(Path file, String kind, byte[] octets) throws IOException {
    var text = Base64.getMimeEncoder().encodeToString(octets);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  /// Who trusts this and shows nothing.
  SSLContext trusting() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted().getTrustManagers(), null);
    return context;
  }

  /// Who shows this and trusts another.
  SSLContext shownTo(Certificate server) throws GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), server.trusted().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trusted() throws GeneralSecurityException {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    return trusted;
  }
}
