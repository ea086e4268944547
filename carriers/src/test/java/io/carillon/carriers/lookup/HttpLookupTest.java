package io.carillon.carriers.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import io.carillon.carriers.lookup.HttpLookupSettings.Pointers;
import io.carillon.model.Address;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import io.carillon.model.Secret;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HttpLookupTest {
  private static final Address NUMBER = Address.phone("+4915112345678");

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch came = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String body = "{}";
  private volatile boolean held;
  private volatile String asked = "";
  private HttpServer service;
  private GuardedClient client;

  @BeforeEach
  void open() throws Exception {
    service =
        HttpServer.start(
            HttpSettings.loopback(),
            List.of(
                new Mount(
                    "",
                    List.of(Route.get("/hlr/{number}", this::answer)),
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
    service.close();
  }

  private Reply answer(Request request) throws InterruptedException {
    calls.incrementAndGet();
    asked = request.variable("number") + " " + request.header("X-Secret").orElse("");
    came.countDown();
    if (held) {
      goOn.await();
    }
    return Reply.json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpLookup lookup(String word, int atOnce, Duration timeout) {
    var pointers =
        new Pointers(
            JsonPointer.compile("/net/mcc"),
            JsonPointer.compile("/net/mnc"),
            JsonPointer.compile("/net/0/name"),
            JsonPointer.compile("/type"),
            JsonPointer.empty());
    var settings =
        new HttpLookupSettings(
            new Secret("http://127.0.0.1:" + service.port() + "/hlr/" + word),
            List.of(new HttpLookupSettings.Field("X-Secret", new Secret("s3"))),
            pointers,
            timeout,
            Duration.ofHours(1),
            atOnce);
    return new HttpLookup(client, settings, clock, new MemoryMeters());
  }

  private HttpLookup lookup() {
    return lookup("{number}", 4, Duration.ofSeconds(10));
  }

  @Test
  void anAnswerBecomesFacts() throws Exception {
    body =
        "{\"net\": {\"mcc\": 262, \"mnc\": \"01\"}, \"type\": \"Landline\", \"country\": \"DE\"}";

    var facts = lookup().find(NUMBER, false);

    assertThat(facts)
        .contains(
            new NumberFacts(
                NUMBER,
                "",
                Optional.of(NumberFacts.Type.FIXED),
                Optional.of(new Network("262", "01", "")),
                Optional.of(Source.HTTP),
                Optional.of(clock.now())));
    assertThat(asked).isEqualTo("+4915112345678 s3");
  }

  @Test
  void theNumberIsAskedForWithoutItsPlusWhereThatIsWished() throws Exception {
    assertThat(lookup("{digits}", 1, Duration.ofSeconds(10)).find(NUMBER, false)).isEmpty();

    assertThat(asked).isEqualTo("4915112345678 s3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"net": {"mcc": "26201"}}                   | 26201
          {"net": {"mcc": "262", "mnc": 1}}           | none
          {"net": {"mcc": "999999999"}}               | none
          {"net": [{"name": "Eins"}]}                 | none
          {"net": {"mcc": null, "mnc": {"x": 1}}}     | none
          {"type": "spaceship"}                       | none
          []                                          | none
          "text"                                      | none
          """)
  void whatHasNotTheRightFormIsNotKnown(String answer, String code) throws Exception {
    body = answer;

    var known = lookup().find(NUMBER, false).flatMap(NumberFacts::network).map(Network::code);

    assertThat(known.filter(text -> !text.isEmpty()).orElse("none")).isEqualTo(code);
  }

  @Test
  void anAnswerIsRememberedUntilItIsOldOrAskedAfresh() throws Exception {
    body = "{\"type\": \"mobile\"}";
    var lookup = lookup();

    lookup.find(NUMBER, false);
    lookup.find(NUMBER, false);
    assertThat(calls).hasValue(1);
    lookup.find(NUMBER, true);
    assertThat(calls).hasValue(2);
    clock.advance(Duration.ofHours(2));
    lookup.find(NUMBER, false);
    assertThat(calls).hasValue(3);
  }

  @Test
  void thatNothingIsKnownIsRememberedToo() throws Exception {
    status = 404;
    var lookup = lookup();

    assertThat(lookup.find(NUMBER, false)).isEmpty();
    assertThat(lookup.find(NUMBER, false)).isEmpty();
    assertThat(calls).hasValue(1);
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    var lookup = lookup();
    status = 500;
    assertThat(lookup.find(NUMBER, false)).isEmpty();
    status = 200;
    body = "{no json";
    assertThat(lookup.find(NUMBER, false)).isEmpty();
    body = "{\"type\": \"mobile\"}";
    assertThat(lookup.find(NUMBER, false)).isPresent();
    assertThat(calls).hasValue(3);
  }

  @Test
  void aSlowServiceCostsItsTimeAndNoMore() throws Exception {
    held = true;

    assertThat(lookup("{number}", 4, Duration.ofMillis(100)).find(NUMBER, false)).isEmpty();
  }

  @Test
  void oneMoreCallThanMayBeIsNotMade() throws Exception {
    held = true;
    var lookup = lookup("{number}", 1, Duration.ofSeconds(10));
    var first =
        Thread.ofVirtual()
            .start(() -> {
              try {
                lookup.find(NUMBER, false);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    came.await();

    assertThat(lookup.find(Address.phone("+4915112345679"), false)).isEmpty();
    assertThat(calls).hasValue(1);
    goOn.countDown();
    first.join();
  }

  @Test
  void aUrlWithoutANumberIsNone() {
    var pointers =
        new Pointers(
            JsonPointer.empty(),
            JsonPointer.empty(),
            JsonPointer.empty(),
            JsonPointer.empty(),
            JsonPointer.empty());
    var url = new Secret("https://hlr.example/");

    assertThatThrownBy(() ->
            new HttpLookupSettings(
                url, List.of(), pointers, Duration.ofSeconds(1), Duration.ZERO, 1))
        .hasMessageContaining("url");
  }
}
