package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Authority;
import io.carillon.wire.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Webhooks on real TLS sockets whose certificates are wrong: each has its number, and the fallback
/// is asked.
@Tag("slow")
class MycpaasCertificatesTest {
  private static final String HERE = "SAN=ip:127.0.0.1";

  @TempDir private Path folder;
  private final House house = new House();
  @AutoClose private final Sink sink = new Sink();
  private Authority authority;
  private MycpaasHerald herald;

  /// A server that shows a certificate, and hears nothing.
  private record Secure(ServerSocket socket) implements AutoCloseable {
    static Secure showing(SSLContext certificate) throws IOException {
      var sockets = certificate.getServerSocketFactory();
      var open = new Secure(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(open::run);
      return open;
    }

    private void run() {
      while (!socket.isClosed()) {
        try (var one = (SSLSocket) socket.accept()) {
          one.startHandshake();
        } catch (IOException _) {
          // Whoever came did not like what it was shown, or this is closed.
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    authority = Authority.make(folder);
    herald =
        new MycpaasHerald(
            sink.courier(house.clock(), authority.trusting()),
            house.ports().accounts(),
            new MycpaasHerald.Hearing(_ -> Optional.empty(), _ -> Optional.empty(), house.clock()));
  }

  private Message arrival(String url) {
    var message = house.arrive("+14155550123", "+14155552671", new Content.Text("Hello"));
    var fallback = Optional.of(Hook.posted(sink.root() + "/other/fallback"));
    var inbox = new Inbox("", Hook.posted(url), fallback, Map.of());
    var terms = message.terms();
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        new Message.Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            terms.validity(),
            terms.sendAt(),
            Optional.of(new Callback(url, Set.of(Status.RECEIVED)))),
        message.bill(),
        new Message.Origin(Place.of(Surface.DIALECT, ""), "", inbox.tags(), inbox.keepsake(), ""),
        message.state());
  }

  private Finding found(SSLContext shown) throws IOException {
    sink.answer(Reply.empty(204));
    try (var server = Secure.showing(shown)) {
      var message = arrival("https://127.0.0.1:" + server.socket().getLocalPort() + "/in");
      var change = new Change(Status.RECEIVED, house.clock().now(), Optional.empty());
      var telling = herald.tell(message, sink.notice(message, change));
      return ((Telling.Told) telling).findings().getFirst();
    }
  }

  @Test
  void ofAnotherHost() throws Exception {
    var found = found(authority.issue("SAN=dns:hooks.example,ip:127.0.0.2", "-1d", 5));

    assertThat(found.code()).isEqualTo("11235");
    assertThat(found.words())
        .endsWith(
            "/in: no secure connection: the certificate is of another host: it must have the host"
                + " of the URL among its subject alternative names");
  }

  @Test
  void expired() throws Exception {
    var found = found(authority.issue(HERE, "-10d", 5));

    assertThat(found.code()).isEqualTo("11236");
    assertThat(found.words()).endsWith("has expired: renew it");
  }

  @Test
  void notValidYet() throws Exception {
    var found = found(authority.issue(HERE, "+2d", 5));

    assertThat(found.code()).isEqualTo("11236");
    assertThat(found.words()).contains("is not valid yet");
  }

  @Test
  void signedByItself() throws Exception {
    var found = found(authority.signedByItself());

    assertThat(found.code()).isEqualTo("11237");
    assertThat(found.words()).contains("nobody trusted vouches for the certificate");
  }

  @Test
  void issuedByAStranger() throws Exception {
    assertThat(found(Authority.make(folder).issue()).code()).isEqualTo("11237");
  }
}
