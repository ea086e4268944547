package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.Authority;
import io.carillon.wire.http.Result.Answered;
import io.carillon.wire.http.Result.Failed;
import io.carillon.wire.http.Result.Kind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS with a certificate made for the test, for `hooks.example` and 127.0.0.1.
@Tag("slow")
class GuardedClientTlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static SSLContext trusting;

  @BeforeAll
  static void makeCertificate() throws Exception {
    TestKeys keys = TestKeys.make(folder);
    trusting = keys.trusting(keys);
  }

  private static GuardedClient client(SSLContext tls) {
    Names names = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    AddressGuard guard = new AddressGuard(List.of(), () -> true, names);
    return new GuardedClient(guard, ClientLimits.standard(), tls);
  }

  private static FarEnd secure(String answer) throws Exception {
    return secure(trusting, answer);
  }

  private static FarEnd secure(SSLContext shown, String answer) throws Exception {
    return new FarEnd(
        shown.getServerSocketFactory(),
        talk -> {
          while (talk.request()) {
            talk.say(answer);
          }
        });
  }

  private static Result get(GuardedClient client, String host, FarEnd farEnd)
      throws InterruptedException {
    String url = "https://" + host + ":" + farEnd.port() + "/";
    return client.exchange(Call.get(url, List.of(), LIMIT, 100));
  }

  private static void failsByTls(Result result) {
    fails(result, Kind.TLS);
  }

  private static void fails(Result result, Kind kind) {
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).kind()).as(result.toString()).isEqualTo(kind);
    assertThat(((Failed) result).why()).startsWith("no secure connection: ");
  }

  @Test
  void callsByNameAndByAddressAndKeepsTheConnection() throws Exception {
    try (FarEnd farEnd = secure(FarEnd.OK);
        GuardedClient client = client(trusting)) {
      for (int i = 0; i < 20; i++) {
        assertThat(((Answered) get(client, "hooks.example", farEnd)).bodyText()).isEqualTo("ok");
        assertThat(((Answered) get(client, "127.0.0.1", farEnd)).bodyText()).isEqualTo("ok");
      }
      assertThat(farEnd.connections()).isEqualTo(2);
      assertThat(farEnd.requests().element()).contains("Host: hooks.example:");
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    try (FarEnd farEnd = secure(FarEnd.OK);
        GuardedClient client = client(trusting)) {
      for (String other : List.of("other.example", "localhost", "odd_name.example")) {
        fails(get(client, other, farEnd), Kind.CERTIFICATE_NAME);
      }
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    try (FarEnd farEnd = secure(FarEnd.OK);
        GuardedClient client = client(SSLContext.getDefault())) {
      fails(get(client, "hooks.example", farEnd), Kind.CERTIFICATE_TRUST);
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  @Test
  void tellsWhatIsWrongWithACertificate() throws Exception {
    Authority authority = Authority.make(folder);
    Authority stranger = Authority.make(folder);
    String here = "SAN=ip:127.0.0.1";
    try (FarEnd good = secure(authority.issue(), FarEnd.OK);
        FarEnd expired = secure(authority.issue(here, "-10d", 5), FarEnd.OK);
        FarEnd early = secure(authority.issue(here, "+2d", 5), FarEnd.OK);
        FarEnd bare = secure(authority.issue("SAN=uri:urn:x", "-1d", 5), FarEnd.OK);
        FarEnd strange = secure(stranger.issue(), FarEnd.OK);
        FarEnd itself = secure(authority.signedByItself(), FarEnd.OK);
        GuardedClient client = client(authority.trusting())) {
      assertThat(get(client, "127.0.0.1", good)).isInstanceOf(Answered.class);
      fails(get(client, "127.0.0.1", expired), Kind.CERTIFICATE_DATE);
      fails(get(client, "127.0.0.1", early), Kind.CERTIFICATE_DATE);
      fails(get(client, "hooks.example", good), Kind.CERTIFICATE_NAME);
      fails(get(client, "127.0.0.1", bare), Kind.CERTIFICATE_NAME);
      fails(get(client, "hooks.example", bare), Kind.CERTIFICATE_NAME);
      fails(get(client, "127.0.0.1", strange), Kind.CERTIFICATE_TRUST);
      fails(get(client, "127.0.0.1", itself), Kind.CERTIFICATE_TRUST);
      assertThat(((Failed) get(client, "127.0.0.1", expired)).why()).endsWith(": renew it");
      assertThat(((Failed) get(client, "127.0.0.1", early)).why()).contains("not valid yet");
      assertThat(expired.requests()).isEmpty();
    }
  }

  @Test
  void saysSoWhenTheServerDoesNotSpeakTls() throws Exception {
    FarEnd.Script plain = talk -> talk.say("HTTP/1.1 400 Bad Request\r\n\r\n");
    try (FarEnd farEnd = new FarEnd(plain);
        GuardedClient client = client(trusting)) {
      failsByTls(get(client, "hooks.example", farEnd));
    }
  }

  @Test
  void givesUpOnAHandshakeThatNeverEnds() throws Exception {
    FarEnd.Script silent = FarEnd.Talk::untilClosed;
    try (FarEnd farEnd = new FarEnd(silent);
        GuardedClient client = client(trusting)) {
      String url = "https://hooks.example:" + farEnd.port() + "/";
      Call call = Call.get(url, List.of(), Duration.ofMillis(300), 1);

      failsByTls(client.exchange(call));
    }
  }

  @Test
  void callsOnceMoreWhenAKeptConnectionWasClosed() throws Exception {
    FarEnd.Script oneEach =
        talk -> {
          talk.request();
          talk.say(FarEnd.OK);
        };
    try (FarEnd farEnd = new FarEnd(trusting.getServerSocketFactory(), oneEach);
        GuardedClient client = client(trusting)) {
      for (int i = 0; i < 4; i++) {
        assertThat(get(client, "hooks.example", farEnd)).isInstanceOf(Answered.class);
      }
      assertThat(farEnd.requests()).hasSize(4);
    }
  }
}
