package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLSocketFactory sockets;

  TlsTest(@TempDir Path folder) throws Exception {
    sockets = sockets(folder);
  }

  @Test
  void carriesASessionOverTls() throws Exception {
    try (var sessions = new Sessions(server(sockets, Sessions.PATIENT));
        var client = client(sessions.port(), sockets, "smsc.example")) {
      client.start();
      assertThat(client.awaitBound(Duration.ofSeconds(30))).isTrue();
      Recorder centre = sessions.bound();
      var session = client.session().orElseThrow();
      for (int i = 0; i < 50; i++) {
        session.offer(Sessions.submit("n" + i), "a" + i);
      }
      for (int i = 0; i < 50; i++) {
        Incoming request = centre.request();
        assertThat(request.pdu()).isEqualTo(Sessions.submit("n" + i));
        centre.session().respond(request, Sessions.taken("id" + i));
      }
      client.close(Duration.ofSeconds(10));

      assertThat(centre.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
      assertThat(session.counts().responded()).isEqualTo(50);
    }
  }

  @Test
  void refusesACertificateOfAnotherName() throws Exception {
    try (var sessions = new Sessions(server(sockets, Sessions.PATIENT));
        var client = client(sessions.port(), sockets, "other.example")) {
      client.start();
      while (client.state().last().isEmpty()) {
        Thread.onSpinWait();
      }

      assertThat(client.state().last().orElseThrow().reason())
          .isEqualTo(SessionEnd.Reason.LINK_FAILED);
      assertThat(client.session()).isEmpty();
    }
  }

  @Test
  void closesWhoDawdlesOverTheHandshake() throws Exception {
    var session = Sessions.PATIENT.withBindTimeout(Duration.ofMillis(100));
    try (var sessions = new Sessions(server(sockets, session));
        var peer = RawPeer.connect(sessions.port())) {
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void losesNothingOfARecordThatComesInPieces() throws Exception {
    // A short timer makes the reading thread look up from its read between the pieces.
    var session = Sessions.PATIENT.withUnbindTimeout(Duration.ofMillis(20));
    try (var sessions = new Sessions(server(sockets, session));
        var line = new SlowLine(sessions.port());
        var client = client(line.port(), sockets, "smsc.example")) {
      client.start();
      assertThat(client.awaitBound(Duration.ofSeconds(30))).isTrue();
      Recorder centre = sessions.bound();
      for (int i = 0; i < 5; i++) {
        client.session().orElseThrow().offer(Sessions.submit("n".repeat(150)), i);
        Incoming request = centre.request();
        assertThat(request.pdu()).isEqualTo(Sessions.submit("n".repeat(150)));
        centre.session().respond(request, Sessions.taken("id" + i));
      }
    }
  }

  private static ServerSettings server(SSLSocketFactory sockets, SessionSettings session) {
    return ServerSettings.loopback("smsc", 0, "carillon")
        .withSession(session)
        .withTransport(new Transport.Tls(sockets, "", false));
  }

  private static SmppClient client(int port, SSLSocketFactory sockets, String serverName) {
    var settings =
        ClientSettings.usual("client", "127.0.0.1", port, Sessions.BIND)
            .withSession(Sessions.PATIENT)
            .withTransport(new Transport.Tls(sockets, serverName, true));
    return new SmppClient(settings, Recorder::new);
  }

  /// Sockets that show, and trust, a fresh certificate for `smsc.example`.
  private static SSLSocketFactory sockets(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "smsc",
                "-keyalg",
                "EC",
                "-dname",
                "CN=smsc.example",
                "-ext",
                "san=dns:smsc.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory shown =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
