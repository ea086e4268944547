package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

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
    return new FarEnd(
        trusting.getServerSocketFactory(),
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
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).kind()).as(result.toString()).isEqualTo(Kind.TLS);
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
      failsByTls(get(client, "other.example", farEnd));
      failsByTls(get(client, "localhost", farEnd));
      failsByTls(get(client, "odd_name.example", farEnd));
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    try (FarEnd farEnd = secure(FarEnd.OK);
        GuardedClient client = client(SSLContext.getDefault())) {
      failsByTls(get(client, "hooks.example", farEnd));
      assertThat(farEnd.requests()).isEmpty();
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
