package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.app.Esme.Submit;
import io.carillon.app.settings.SettingsRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
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
  private static final String CERTIFICATE = "chain.pem";
  private static final String KEY = "key.pem";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void anEsmeBindsOverTls(String algorithm) throws Exception {
    var keys = Certificate.make(folder, algorithm);
    try (var rig = serving(keys)) {

      try (var esme =
          Esme.bind(rig.smppPort(), "secure", "secret12", keys.trusting().getSocketFactory())) {
        var id = esme.submit(Submit.text("14155551234", "Hello"));

        assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
        var session = rig.client().get("/v2/smpp-sessions").json().path("data").path(0);
        assertThat(session.path("tls").asBoolean()).isTrue();
      }
      assertThat(answersPlainly(rig.smppPort())).isFalse();
    }
  }

  /// A server that shows this certificate, and one who may bind.
  private Rig serving(Certificate keys) throws Exception {
    keys.write(folder.resolve(CERTIFICATE), folder.resolve(KEY));
    var settings =
        "{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0, tls: {certificate: %s, key: %s}}}"
            .formatted(folder.resolve(CERTIFICATE), folder.resolve(KEY));
    var rig = Rig.open(folder, settings);
    var user = "{\"system_id\": \"secure\", \"password\": \"secret12\"}";
    assertThat(rig.client().post("/v2/smpp-users", user).status()).isEqualTo(201);
    return rig;
  }

  @Test
  void aRenewedCertificateIsShownAfterAReloadAndBindsStay() throws Exception {
    var old = Certificate.make(folder, "EC");
    try (var rig = serving(old);
        var before =
            Esme.bind(rig.smppPort(), "secure", "secret12", old.trusting().getSocketFactory())) {
      var renewed = Certificate.make(folder, "EC");
      renewed.write(folder.resolve(CERTIFICATE), folder.resolve(KEY));

      var done = rig.client().post("/v2/settings/reload", "").json();

      assertThat(done.path("changed")).hasSize(1);
      assertThat(done.path("changed").path(0).asText()).isEqualTo("smpp-server.tls");
      assertThat(done.path("needs_restart")).isEmpty();
      assertThatThrownBy(() ->
              Esme.bind(rig.smppPort(), "secure", "secret12", old.trusting().getSocketFactory())
                  .close())
          .isInstanceOf(IOException.class);
      try (var after =
          Esme.bind(rig.smppPort(), "secure", "secret12", renewed.trusting().getSocketFactory())) {
        assertThat(after.submit(Submit.text("14155551234", "Hello"))).hasSize(32);
      }
      assertThat(before.submit(Submit.text("14155551234", "Hello"))).hasSize(32);
    }
  }

  @Test
  void aRenewedCertificateThatIsNoneChangesNothing() throws Exception {
    var keys = Certificate.make(folder, "EC");
    try (var rig = serving(keys)) {
      Files.writeString(folder.resolve(CERTIFICATE), "nothing");

      var refused = rig.client().post("/v2/settings/reload", "");

      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().path("error").path("troubles").path(0).asText())
          .contains("smpp-server.tls.certificate");
      Esme.bind(rig.smppPort(), "secure", "secret12", keys.trusting().getSocketFactory()).close();
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
        .isInstanceOfSatisfying(
            SettingsRefused.class,
            refused ->
                assertThat(refused.troubles())
                    .singleElement()
                    .asString()
                    .contains("smpp-server.tls.certificate"));
  }
}
