package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.testkit.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server that has more to send than its carriers take: each says what limits it, in the
/// API and in the figures, and each message what it waits for.
@Tag("slow")
@Tag("journey")
class LimitsJourneyTest {
  @TempDir private Path folder;
  private Between all;
  private int sent;

  @BeforeEach
  void open() throws Exception {
    all =
        Between.open(
            folder,
            (east, west) ->
                Between.carriers(east.entry("east", ", window: 1"), west.entry("west", ", rate: 1"))
                    + "routes: [{match: {to: '+49'}, carriers: [east]}, {carriers: [west]}]\n");
  }

  @AfterEach
  void close() {
    all.close();
  }

  private JsonNode awaitCarrier(String name, Predicate<JsonNode> wanted) throws Exception {
    var all = this.all.client().await("/v2/carriers", reply -> wanted.test(of(name, reply.json())));
    return of(name, all.json());
  }

  private static JsonNode of(String name, JsonNode carriers) {
    for (var one : carriers.path("data")) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no carrier " + name);
  }

  private static boolean isLimited(JsonNode carrier, String by) {
    return carrier.path("limited_by").asText().equals(by);
  }

  private String waitsFor(String id) throws Exception {
    return all.client().get("/v2/messages/" + id).json().path("waiting").path("for").asText();
  }

  private String sendEast() throws Exception {
    sent++;
    return all.send("+49151%08d".formatted(sent));
  }

  /// While its windows are full and its answers quick; how it stands then. On a machine of any
  /// speed: with each answer that it gives one more message comes, so that some always wait, and
  /// the more answers there were, the less the first ones weigh, which may have taken long.
  private JsonNode awaitQuick() throws Exception {
    var patience = new Patience(Duration.ofSeconds(60));
    while (true) {
      var east = of("east", all.client().get("/v2/carriers").json());
      if (isLimited(east, "window") && east.path("answer_ms").isNumber()) {
        return east;
      }
      patience.rest(east::toString);
      sendEast();
      all.east().release();
    }
  }

  @Test
  void aFullWindowIsToldWithItsNumbersWhileAnswersAreQuickAndAsLatencyOnceTheyStop()
      throws Exception {
    all.east().hold();
    for (int i = 0; i < 12; i++) {
      sendEast();
    }

    var quick = awaitQuick();

    assertThat(quick.path("window").path("free").asInt()).isZero();
    assertThat(quick.path("why").asText())
        .startsWith("1 parts are unanswered: its windows are full: an answer takes about");

    var last = sendEast();
    // where the machine has no time either, that is why answers are slow
    var slow = awaitCarrier("east", one -> isLimited(one, "latency") || isLimited(one, "cpu"));
    assertThat(slow.path("answer_ms").asLong()).isGreaterThanOrEqualTo(1_000);
    assertThat(waitsFor(last)).isIn("window", "cpu");
    assertThat(all.client().get("/metrics").body())
        .containsPattern("carillon_carrier_limited\\{by=\"(latency|cpu)\",carrier=\"east\"\\} 1");
  }

  /// As `west` stands while more waits than its rate lets through: where a machine takes longer
  /// than that to tell, more comes, several at once.
  private JsonNode awaitLimited() throws Exception {
    var patience = new Patience(Duration.ofSeconds(60));
    while (true) {
      var west = of("west", all.client().get("/v2/carriers").json());
      if (isLimited(west, "rate")) {
        return west;
      }
      patience.rest(west::toString);
      var together = new ArrayList<Callable<String>>();
      for (int i = 0; i < 5; i++) {
        var to = "+1415555%04d".formatted(sent++);
        together.add(() -> all.send(to));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var one : threads.invokeAll(together)) {
          one.get();
        }
      }
    }
  }

  @Test
  void aRateIsToldWithItsNumberAndNothingOnceAllHasGone() throws Exception {
    var limited = awaitLimited();

    assertThat(limited.path("why").asText()).isEqualTo("at most 1 parts a second, by the settings");
    var free = awaitCarrier("west", one -> isLimited(one, "nothing"));
    assertThat(free.path("waiting").asInt()).isZero();
  }
}
