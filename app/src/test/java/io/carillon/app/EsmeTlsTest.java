package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.app.Esme.Submit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SMPP server over TLS, with a certificate and its key in PEM files.
@Tag("slow")
@Timeout(120)
class EsmeTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void anEsmeBindsOverTls(String algorithm) throws Exception {
    var keys = keys(algorithm);
    var certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    var key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    var settings =
        "{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0, tls: {certificate: %s, key: %s}}}"
            .formatted(certificate, key);
    try (var rig = Rig.open(folder, settings)) {
      var user = "{\"system_id\": \"secure\", \"password\": \"secret12\"}";
      assertThat(rig.client().post("/v2/smpp-users", user).status()).isEqualTo(201);

      try (var esme = Esme.bind(rig.smppPort(), "secure", "secret12", trusting(keys))) {
        var id = esme.submit(Submit.text("14155551234", "Hello"));

        assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
        var session = rig.client().get("/v2/smpp-sessions").json().path("data").path(0);
        assertThat(session.path("tls").asBoolean()).isTrue();
      }
      assertThat(answersPlainly(rig.smppPort())).isFalse();
    }
  }

  /// Whether a PDU outside TLS gets one back: its length begins with a zero.
  private static boolean answersPlainly(int port) throws IOException {
    try (var line = new Socket(InetAddress.getLoopbackAddress(), port)) {
      line.setSoTimeout(30_000);
      line.getOutputStream().write(HexFormat.of().parseHex("00000010000000150000000000000001"));
      return line.getInputStream().read() == 0;
    }
  }

  @Test
  void filesThatAreNoneRefuseToStart() throws Exception {
    var none = Files.writeString(folder.resolve("none.pem"), "nothing");
    var settings =
        "{smpp-server: {port: 0, tls: {certificate: %s, key: %s}}}".formatted(none, none);

    assertThatThrownBy(() -> Rig.open(folder, settings))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("smpp-server.tls");
  }

  private Path pem(String kind, byte[] octets) throws IOException {
    var text = Base64.getMimeEncoder().encodeToString(octets);
    return Files.writeString(
        folder.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  private KeyStore keys(String algorithm) throws Exception {
    var file = folder.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=smpp.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static SSLSocketFactory trusting(KeyStore keys) throws Exception {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
