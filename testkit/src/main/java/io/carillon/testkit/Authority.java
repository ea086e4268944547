package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Who issues certificates, made for a test with the JDK's `keytool`.
public final class Authority {
  private static final String PASSWORD = "for-the-test";
  private static final String ROOT = "root";

  private final Path file;

  private Authority(Path file) {
    this.file = file;
  }

  /// A new one, whose keys are kept in a folder of the test's.
  public static Authority make(Path folder) throws IOException, InterruptedException {
    var made = new Authority(Files.createTempDirectory(folder, "authority").resolve("keys.p12"));
    made.keytool("-alias", ROOT, "-dname", "CN=authority", "-ext", "bc:c", "-validity", "30");
    return made;
  }

  /// A server whose certificate is issued here, for the names and with the days that are given.
  ///
  /// @param names as in `SAN=dns:hooks.example,ip:127.0.0.1`
  /// @param start its first day from today, as in `-10d`
  /// @param days for which it is valid
  public SSLContext issue(String names, String start, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    var alias = "server" + keys().size();
    keytool(
        "-alias",
        alias,
        "-signer",
        ROOT,
        "-dname",
        "CN=server",
        "-ext",
        names,
        "-startdate",
        start,
        "-validity",
        Integer.toString(days));
    return server(alias);
  }

  /// A server whose certificate is good, for 127.0.0.1.
  public SSLContext issue() throws IOException, InterruptedException, GeneralSecurityException {
    return issue("SAN=ip:127.0.0.1", "-1d", 30);
  }

  /// A server whose certificate, for 127.0.0.1, is signed by itself.
  public SSLContext signedByItself()
      throws IOException, InterruptedException, GeneralSecurityException {
    var alias = "itself" + keys().size();
    keytool("-alias", alias, "-dname", "CN=server", "-ext", "SAN=ip:127.0.0.1", "-validity", "30");
    return server(alias);
  }

  /// Who trusts this authority and nobody else, and shows nothing.
  public SSLContext trusting() throws IOException, GeneralSecurityException {
    var roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry(ROOT, keys().getCertificate(ROOT));
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private SSLContext server(String alias) throws IOException, GeneralSecurityException {
    var all = keys();
    var own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    var password = PASSWORD.toCharArray();
    own.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(own, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command.toString()).isZero();
  }
}
