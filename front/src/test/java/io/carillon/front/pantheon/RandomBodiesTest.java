package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten thousand bodies by chance: none is answered by 5xx, none that is refused is stored.
class RandomBodiesTest {
  private static final long SEED = 20_260_101;
  private static final int BODIES = 10_000;
  private static final List<String> FORMS =
      List.of("/v1/messages", "/v1/messages/sms", "/v1/messages/mms");

  private final House house = new House();
  private final RandomBodies bodies = new RandomBodies(SEED);
  private final HashSet<Integer> statuses = new HashSet<>();
  private int accepted;

  private void answered(int i, byte[] body, int status) {
    accepted += status == 202 ? 1 : 0;
    statuses.add(status);
    assertThat(status)
        .as("seed %d, body %d: %s", SEED, i, new String(body, StandardCharsets.UTF_8))
        .isBetween(200, 499);
    assertThat(house.stored()).as("seed %d, body %d", SEED, i).isEqualTo(accepted);
  }

  @Test
  void theRoutesStandThem() {
    var router = new Router(house.mounts());
    var key = List.of(new Field("Authorization", "Bearer " + House.KEY));
    for (int i = 0; i < BODIES; i++) {
      var body = bodies.next();

      var reply = router.answer(Request.of("POST", FORMS.get(i % 3), key, body));

      answered(i, body, reply.status());
    }
    assertThat(statuses).contains(202, 400, 403, 422);
  }

  @Test
  @Tag("slow")
  void theServerStandsThemOnASocketAndNoThreadIsLeftBehind() throws Exception {
    try (var server = HttpServer.start(HttpSettings.loopback(), house.mounts(), HttpObserver.NONE);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      int threads = 0;
      for (int i = 0; i < BODIES; i++) {
        var body = bodies.next();
        var uri = URI.create("http://127.0.0.1:" + server.port() + FORMS.get(i % 3));
        var request =
            HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("X-API-Key", House.KEY)
                .POST(BodyPublishers.ofByteArray(body))
                .build();

        answered(i, body, client.send(request, BodyHandlers.discarding()).statusCode());

        threads = i == BODIES / 10 ? Thread.activeCount() : threads;
      }
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 8);
    }
    assertThat(statuses).contains(202, 400, 403, 422);
  }
}
