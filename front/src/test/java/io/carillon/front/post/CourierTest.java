package io.carillon.front.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.ManualClock;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CourierTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch came = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private HttpServer sink;
  private GuardedClient client;

  @BeforeEach
  void open() throws NoSuchAlgorithmException {
    sink =
        HttpServer.start(
            HttpSettings.loopback(),
            List.of(
                new Mount(
                    "",
                    List.of(Route.post("/slow", 100, this::hold)),
                    (_, problem) -> Reply.empty(problem.status()))),
            HttpObserver.NONE);
    var guard =
        new AddressGuard(List.of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    client = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
  }

  @AfterEach
  void close() {
    goOn.countDown();
    client.close();
    sink.close();
  }

  private Reply hold(Request request) throws InterruptedException {
    came.countDown();
    goOn.await();
    return Reply.empty(200);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + sink.port() + path;
  }

  private Courier courier(Duration limit) {
    return new Courier(client, new ManualClock(), "1", limit);
  }

  @Test
  void whoTakesTooLongIsTriedAgain() {
    var telling = courier(Duration.ofMillis(50)).post(url("/slow"), List.of(), BODY).telling();

    assertThat(telling)
        .isInstanceOfSatisfying(
            Telling.NotNow.class,
            notNow -> {
              assertThat(notNow.answer()).isZero();
              assertThat(notNow.why()).isNotBlank().doesNotContain("/slow");
              assertThat(notNow.pause()).isEmpty();
            });
  }

  @Test
  void aCallerMayWaitForLessButNotForMore() {
    var patient = courier(Duration.ofSeconds(15));
    var hurried = courier(Duration.ofMillis(50));

    assertThat(patient.post(url("/slow"), List.of(), BODY, Duration.ofMillis(50)).telling())
        .isInstanceOf(Telling.NotNow.class);
    assertThat(hurried.post(url("/slow"), List.of(), BODY, Duration.ofHours(1)).telling())
        .isInstanceOf(Telling.NotNow.class);
  }

  @Test
  void anInterruptEndsItAndIsKept() throws Exception {
    var told = new CompletableFuture<Telling>();
    var kept = new CompletableFuture<Boolean>();
    var courier = courier(Duration.ofSeconds(15));
    var teller =
        Thread.ofVirtual()
            .start(() -> {
              told.complete(courier.post(url("/slow"), List.of(), BODY).telling());
              kept.complete(Thread.currentThread().isInterrupted());
            });
    came.await();

    teller.interrupt();

    assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(Telling.NotNow.class);
    assertThat(kept.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsNoUrlIsGone() {
    var courier = courier(Duration.ofSeconds(5));

    for (var url : List.of("", "ftp://127.0.0.1/", "http://", "http://user@127.0.0.1/")) {
      assertThat(courier.post(url, List.of(), BODY).telling())
          .as(url)
          .isInstanceOf(Telling.Gone.class);
    }
  }
}
