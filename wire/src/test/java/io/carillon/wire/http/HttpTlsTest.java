package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.HttpTls.Clients;
import io.carillon.wire.http.HttpTls.Oldest;
import io.carillon.wire.http.HttpTls.Terms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that speaks TLS, and clients on real sockets.
@Tag("slow")
@Timeout(120)
class HttpTlsTest {
  private static final Duration HSTS = Duration.ofDays(2);

  @TempDir static Path folder;
  private static TestKeys own;
  private static TestKeys other;

  @BeforeAll
  static void makeKeys() throws Exception {
    own = TestKeys.make(folder);
    other = TestKeys.make(folder);
  }

  private static Terms terms(Clients clients, Oldest oldest) throws Exception {
    return new Terms(own.trusting(other), clients, oldest);
  }

  private static HttpServer serve(HttpTls tls, HttpLimits limits) {
    var settings = new HttpSettings("127.0.0.1", 0, limits, Optional.of(tls), List.of());
    return HttpServer.start(settings, List.of(Wording.mount("", hello())));
  }

  private static HttpServer serve(HttpTls tls) {
    return serve(tls, HttpLimits.standard());
  }

  private static Route hello() {
    return Route.get("/hello", request -> Reply.text(200, request.remote().getHostAddress()));
  }

  private static SSLSocket socket(SSLContext who, HttpServer server, String... protocols)
      throws IOException {
    var socket =
        (SSLSocket)
            who.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static RawClient client(SSLContext who, HttpServer server) throws IOException {
    return new RawClient(socket(who, server));
  }

  @Test
  void answersSeveralRequestsOfOneConnection() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS));
        var client = client(own.stranger(), server)) {
      for (int i = 0; i < 3; i++) {
        var answer = client.get("/hello").answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("127.0.0.1");
        assertThat(answer.headers()).containsEntry("strict-transport-security", "max-age=172800");
      }
    }
  }

  @Test
  void speaksWhatIsSoundAndNothingOlder() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS))) {
      try (var socket = socket(own.stranger(), server, "TLSv1.2")) {
        socket.startHandshake();

        assertThat(socket.getSession().getCipherSuite()).contains("ECDHE");
      }
      try (var socket = socket(own.stranger(), server, "TLSv1.2")) {
        socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  @Test
  void theOldestVersionCanBeTheNewest() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_3), HSTS))) {
      try (var socket = socket(own.stranger(), server, "TLSv1.3")) {
        socket.startHandshake();

        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      }
      try (var socket = socket(own.stranger(), server, "TLSv1.2")) {
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  @Test
  void aRenewedCertificateIsSeenByWhoComesLaterAndConnectionsStay() throws Exception {
    var tls = new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS);
    try (var server = serve(tls);
        var before = client(own.stranger(), server)) {
      assertThat(before.get("/hello").answer().status()).isEqualTo(200);

      tls.renew(new Terms(other.trusting(own), Clients.UNASKED, Oldest.TLS_1_2));

      assertThat(before.get("/hello").answer().status()).isEqualTo(200);
      try (var after = client(other.stranger(), server)) {
        assertThat(after.get("/hello").answer().status()).isEqualTo(200);
      }
      assertThatThrownBy(() -> client(own.stranger(), server).get("/hello"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoMustShowACertificateAndDoesNotIsNotLetIn() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.REQUIRED, Oldest.TLS_1_2), HSTS))) {
      try (var known = client(other.trusting(own), server)) {
        assertThat(known.get("/hello").answer().status()).isEqualTo(200);
      }
      assertThatThrownBy(() -> client(own.stranger(), server).get("/hello").answer())
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client(own.trusting(own), server).get("/hello").answer())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoIsOnlyAskedMayStayAnonymous() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.ASKED, Oldest.TLS_1_2), HSTS));
        var known = client(other.trusting(own), server);
        var stranger = client(own.stranger(), server)) {
      assertThat(known.get("/hello").answer().status()).isEqualTo(200);
      assertThat(stranger.get("/hello").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void whoNeverShakesHandsIsLeft() throws Exception {
    var hour = Duration.ofHours(1);
    var second = Duration.ofSeconds(1);
    var brief = Duration.ofMillis(50);
    var limits = new HttpLimits(9, 9, 9, 4096, 0, hour, brief, hour, hour, second, second);
    try (var server = serve(new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS), limits);
        var silent = new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        var half = new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.port()))) {
      half.send(new byte[] {22, 3, 1});

      assertThat(silent.closed()).isTrue();
      assertThat(half.closed()).isTrue();
    }
  }

  @Test
  void whoDoesNotSpeakTlsIsLeftAndOthersAreServed() throws Exception {
    try (var server = serve(new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS))) {
      try (var plain = new RawClient(server.port())) {
        assertThatThrownBy(() -> plain.get("/hello").answer()).isInstanceOf(Exception.class);
      }
      try (var client = client(own.stranger(), server)) {
        assertThat(client.get("/hello").answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void closingWaitsForWhatRunsAndEndsWhatIsIdle() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var route =
        Route.get(
            "/slow",
            _ -> {
              entered.countDown();
              leave.await();
              return Reply.text(200, "done");
            });
    var tls = new HttpTls(terms(Clients.UNASKED, Oldest.TLS_1_2), HSTS);
    var settings =
        new HttpSettings("127.0.0.1", 0, HttpLimits.standard(), Optional.of(tls), List.of());
    var server = HttpServer.start(settings, List.of(Wording.mount("", route, hello())));
    try (var idle = client(own.stranger(), server);
        var busy = client(own.stranger(), server)) {
      assertThat(idle.get("/hello").answer().status()).isEqualTo(200);
      busy.get("/slow");
      entered.await();

      var closing = Thread.ofVirtual().start(server::close);
      assertThat(idle.closed()).isTrue();
      leave.countDown();

      assertThat(busy.answer().body()).isEqualTo("done");
      closing.join();
    }
  }

  @Test
  void aPlainPortBesideItSendsReadersThereAndTakesNothing() throws Exception {
    try (var server = HttpServer.start(HttpSettings.loopback(), ToHttps.mounts(() -> 8443));
        var client = new RawClient(server.port())) {
      var sent = client.send("GET /a/b?c=d HTTP/1.1\r\nHost: sms.example:80\r\n\r\n").answer();
      assertThat(sent.status()).isEqualTo(308);
      assertThat(sent.headers()).containsEntry("location", "https://sms.example:8443/a/b?c=d");

      var told = client.post("/v1/messages", "{}").answer();
      assertThat(told.status()).isEqualTo(403);
      assertThat(told.body()).contains("https_only");

      var odd = client.send("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n").answer();
      assertThat(odd.status()).isNotEqualTo(308);
    }
  }
}
