package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A carrier that comes and goes, an endpoint that answers nobody, far more requests than can be
/// served: each costs what it must, and nobody else anything. `-Dsurvival.rounds=N` for longer.
@Tag("slow")
@Tag("journey")
@Timeout(3_600)
class RoughWeatherTest {
  private static final int ROUNDS = Integer.getInteger("survival.rounds", 3);
  private static final String LOOPBACK = "outbound: {allow: [127.0.0.0/8]}";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void everythingCompletesOnceWhileTheCarrierComesAndGoes() throws Exception {
    try (var witness = Witness.open();
        var rig =
            Rig.open(
                folder,
                "{carriers: [%s]}".formatted(witness.entry(", unknown-outcome-pause: 1s")))) {
      var load = new Load("");
      load.begin(rig.port());
      for (int cuts = 0; cuts < ROUNDS - 1; cuts++) {
        rig.client().await("/v2/carriers", _ -> witness.isBound());
        load.awaitMore(10 + 7 * (cuts % 5));
        witness.cut();
      }
      load.end();

      var texts = load.accepted().values();
      assertThat(load.awaitEnds(rig.client()).values()).containsOnly("delivered");
      assertThat(witness.taken().keySet()).containsAll(texts);
      assertThat(witness.takenTwice()).as("sent twice").isSubsetOf(Load.resent(rig.client()));
    }
  }

  @Test
  void anEndpointThatNeverAnswersDelaysNobodyElseAndIsToldWhenItComesBack() throws Exception {
    try (var hole = new BlackHole();
        var listener = new Listener();
        var witness = Witness.open();
        var rig = Rig.open(folder, "{carriers: [%s], %s}".formatted(witness.entry(""), LOOPBACK))) {
      var lost = new Load(hole.url());
      lost.begin(rig.port());
      lost.awaitMore(50 + 50 * ROUNDS);
      lost.end();
      rig.client().await("/v2/webhooks?state=open&limit=100", r -> size(r) == 100);

      var times = new ArrayList<Long>();
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        send(rig.client(), listener.url("/hook"));
        listener.next();
        times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      }
      assertThat(times.stream().sorted().toList().get(10)).as("%s", times).isLessThan(5_000);
      assertThat(hole.mostOpen()).as("connections").isLessThanOrEqualTo(16);

      hole.comeBack();
      rig.client().await("/v2/webhooks?state=open&limit=1", Client.Reply::listsNothing);
      assertThat(told(hole.answered())).containsAll(lost.accepted().keySet());
    }
  }

  private static int size(Client.Reply list) {
    return list.json().path("data").size();
  }

  private static void send(Client client, String url) throws Exception {
    var reply =
        client.post(
            "/v1/messages",
            """
            {"from": "%s", "to": "+14155551234", "text": "Hello", "webhook_url": "%s",
             "webhook_events": ["delivered"]}
            """
                .formatted(Witness.SENDER, url));
    assertThat(reply.status()).isEqualTo(202);
  }

  private static Set<String> told(Set<String> bodies) throws IOException {
    var told = ConcurrentHashMap.<String>newKeySet();
    for (var body : bodies) {
      told.add(Load.digits(JSON.readTree(body).path("data").path("message_id").asText()));
    }
    return told;
  }

  /// The server takes 64 requests at once, and ten times as many clients come at once, again and
  /// again.
  @Test
  void aBurstIsRefusedBeforeMemoryGrowsAndWhatWasAcceptedCompletes() throws Exception {
    try (var witness = Witness.open()) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              "{carriers: [%s], server: {requests-max: 64}}".formatted(witness.entry("")));
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var burst = new Burst(server.port());

        burst.blow(640, Duration.ofMillis(300L * ROUNDS));

        assertThat(burst.answers.keySet())
            .as("%s", burst.answers)
            .isSubsetOf("202", "503, Retry-After, error", "429, Retry-After, error");
        assertThat(burst.hasBothSorts()).as("%s", burst.answers).isTrue();
        assertThat(server.residentMiB()).isLessThan(700);
        Load.awaitDelivered(client, burst.times("202"));
      }
    }
  }

  /// Clients that all come at once: each connects, asks, reads the answer, and comes again, for a
  /// while, and on a slow machine until some were served and some refused.
  private static final class Burst {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port;
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    Burst(int port) {
      this.port = port;
    }

    int times(String answer) {
      return answers.getOrDefault(answer, new AtomicInteger()).get();
    }

    boolean hasBothSorts() {
      return answers.containsKey("202") && answers.size() > 1;
    }

    void blow(int clients, Duration time) throws InterruptedException {
      long start = System.nanoTime();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        threads.add(Thread.ofVirtual().start(() -> come(number, start, time)));
      }
      for (var thread : threads) {
        thread.join();
      }
    }

    private void come(int number, long start, Duration time) {
      do {
        answers.computeIfAbsent(ask(number), _ -> new AtomicInteger()).incrementAndGet();
      } while (isWithin(start, hasBothSorts() ? time : PATIENCE));
    }

    private static boolean isWithin(long start, Duration time) {
      return System.nanoTime() - start < time.toNanos();
    }

    private String ask(int number) {
      var body =
          "{\"from\": \"%s\", \"to\": \"+1415556%04d\", \"text\": \"Hello\"}"
              .formatted(Witness.SENDER, number);
      var request =
          "POST /v1/messages HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
              + "Authorization: Bearer %s\r\n".formatted(Rig.KEY)
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var head = in.lines().takeWhile(line -> !line.isEmpty()).toList();
        return answer(head, in.lines().collect(Collectors.joining()));
      } catch (IOException | UncheckedIOException broken) {
        return broken.toString();
      }
    }

    private static String answer(List<String> head, String body) {
      if (head.isEmpty()) {
        return "nothing";
      }
      var fields = head.stream().skip(1).map(line -> line.split(":", 2)[0]);
      var again = fields.filter("Retry-After"::equalsIgnoreCase).collect(Collectors.joining());
      var said = body.replace(" ", "").startsWith("{\"error\":{\"code\":") ? ", error" : "";
      return head.getFirst().split(" ", 3)[1] + (again.isEmpty() ? "" : ", Retry-After") + said;
    }
  }
}
