package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.app.settings.SettingsRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole server behind its own TLS.
@Tag("slow")
@Timeout(180)
class HttpsJourneyTest {
  private static final String RELOAD = "/v2/settings/reload";

  @TempDir private Path folder;

  private String tls(String more) {
    return "{server: {tls: {certificate: %s, key: %s%s}}, sandbox: {receipt-delay: 20ms}}"
        .formatted(chain(), key(), more);
  }

  private Path chain() {
    return folder.resolve("chain.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private static HttpClient client(SSLContext who) {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(who).build();
  }

  private static HttpRequest.Builder request(Rig rig, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + rig.port() + path))
        .header("Authorization", "Bearer " + Rig.KEY);
  }

  private static HttpResponse<String> get(HttpClient client, Rig rig, String path)
      throws IOException, InterruptedException {
    return client.send(request(rig, path).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient client, Rig rig, String path, String body)
      throws IOException, InterruptedException {
    var request = request(rig, path).header("Content-Type", "application/json");
    return client.send(
        request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  @Test
  void aMessageIsSentAndTheCertificateRenewedWhileConnectionsStay() throws Exception {
    var old = Certificate.make(folder, "EC");
    old.write(chain(), key());
    try (var rig = Rig.open(folder, tls(", hsts: 24h"));
        var before = client(old.trusting())) {
      var sent =
          post(
              before,
              rig,
              "/v1/messages",
              "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\","
                  + " \"channel\": \"sms\"}");
      assertThat(sent.statusCode()).isEqualTo(202);
      assertThat(sent.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=86400");
      assertThat(get(before, rig, "/metrics").body())
          .contains("carillon_tls_certificate_expires{setting=\"server.tls\"}");

      var renewed = Certificate.make(folder, "RSA");
      renewed.write(chain(), key());
      var done = post(before, rig, RELOAD, "");

      assertThat(done.body()).contains("server.tls").contains("\"needs_restart\":[]");
      assertThat(get(before, rig, "/v2/account").statusCode()).isEqualTo(200);
      try (var after = client(renewed.trusting());
          var late = client(old.trusting())) {
        assertThat(get(after, rig, "/v2/account").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> get(late, rig, "/v2/account")).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aRenewedCertificateThatIsNoneOrIsNotThatOfTheKeyChangesNothing() throws Exception {
    var own = Certificate.make(folder, "EC");
    own.write(chain(), key());
    try (var rig = Rig.open(folder, tls(""));
        var client = client(own.trusting())) {
      Files.writeString(chain(), "nothing");
      var none = post(client, rig, RELOAD, "");
      assertThat(none.statusCode()).isEqualTo(422);
      assertThat(none.body()).contains("server.tls.certificate holds no certificate");

      Certificate.make(folder, "EC").write(chain(), folder.resolve("other.pem"));
      var foreign = post(client, rig, RELOAD, "");
      assertThat(foreign.statusCode()).isEqualTo(422);
      assertThat(foreign.body()).contains("server.tls.key is not that of the first certificate");

      try (var late = client(own.trusting())) {
        assertThat(get(late, rig, "/v2/account").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aFileOfPkcs12ServesAsWell() throws Exception {
    var own = Certificate.make(folder, "EC");
    var settings = "{server: {tls: {certificate: %s, password: %s}}}";
    try (var rig = Rig.open(folder, settings.formatted(own.file(), Certificate.PASSWORD));
        var client = client(own.trusting())) {
      assertThat(get(client, rig, "/v2/account").statusCode()).isEqualTo(200);
    }
    assertThatThrownBy(() -> Rig.open(folder, settings.formatted(own.file(), "wrong")))
        .isInstanceOfSatisfying(
            SettingsRefused.class,
            refused ->
                assertThat(refused.troubles())
                    .singleElement()
                    .asString()
                    .contains("server.tls.certificate is neither PEM nor")
                    .doesNotContain("wrong"));
  }

  @Test
  void onlyWhoShowsATrustedCertificateIsLetInWhereTheSettingsSaySo() throws Exception {
    var own = Certificate.make(folder, "EC");
    var known = Certificate.make(folder, "EC");
    own.write(chain(), key());
    var trust = folder.resolve("clients.pem");
    known.write(trust, folder.resolve("unused.pem"));
    try (var rig = Rig.open(folder, tls(", clients: required, client-trust: " + trust));
        var friend = client(known.shownTo(own));
        var stranger = client(own.trusting())) {
      assertThat(get(friend, rig, "/v2/account").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(stranger, rig, "/v2/account")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void thePlainPortBesideItSendsReadersThere() throws Exception {
    var own = Certificate.make(folder, "EC");
    own.write(chain(), key());
    try (var rig = Rig.open(folder, tls(", redirect-port: 0"));
        var client = client(own.trusting())) {
      var plain = URI.create("http://localhost:" + rig.redirectPort() + "/docs");

      var sent = client.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.discarding());

      assertThat(sent.statusCode()).isEqualTo(308);
      assertThat(sent.headers().firstValue("Location"))
          .hasValue("https://localhost:" + rig.port() + "/docs");
    }
  }

  @Test
  void whatCannotBeIsToldAtTheStart() {
    assertThatThrownBy(() -> Rig.open(folder, tls(", oldest: 1.1, clients: asked")))
        .isInstanceOfSatisfying(
            SettingsRefused.class,
            refused ->
                assertThat(refused.troubles())
                    .anyMatch(line -> line.startsWith("server.tls.oldest is to be 1.2 or 1.3"))
                    .anyMatch(line -> line.startsWith("server.tls.certificate cannot be read")));
  }
}
