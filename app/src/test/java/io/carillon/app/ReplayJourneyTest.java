package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who did not take webhooks is told them again on a server of its own, through a kill: an endpoint
/// that was dead, and the URL that messages name.
@Tag("slow")
@Tag("journey")
class ReplayJourneyTest {
  /// More than a job lets be due at a time.
  private static final int MESSAGES = 1_100;

  /// That are no message's.
  private static final int OTHERS = 30;

  private static final int ALL = MESSAGES + OTHERS;
  private static final int DUE_MAX = 1_000;
  private static final int OK = 200;
  private static final int WRONG = 400;
  private static final int GONE = 410;

  @TempDir private Path folder;

  /// An endpoint that answers as the test wants it to, or not before the test lets it.
  private static final class Sink implements AutoCloseable {
    private final HttpServer server;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = GONE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Sink() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
    }

    /// What is held when the gate opens gets no answer.
    private void answer(HttpExchange exchange) throws IOException {
      exchange.getRequestBody().readAllBytes();
      asked.incrementAndGet();
      boolean held = gate.getCount() > 0;
      try {
        gate.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      if (!held) {
        if (status == OK) {
          told.add(exchange.getRequestHeaders().getFirst("webhook-id"));
        }
        exchange.getResponseHeaders().set("Retry-After", "3600");
        exchange.sendResponseHeaders(status, -1);
      }
      exchange.close();
    }

    void hold() {
      gate = new CountDownLatch(1);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
      gate.countDown();
      server.stop(0);
    }
  }

  private static JsonNode post(Client client, String path, String body, int status)
      throws Exception {
    var reply = client.post(path, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  /// @param more fields of the message
  private static void send(Client client, String more) throws Exception {
    var body =
        "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"%s}"
            .formatted(more);
    try (var senders = Executors.newFixedThreadPool(4)) {
      var sent =
          senders.invokeAll(
              Collections.nCopies(MESSAGES, () -> client.post("/v2/messages", body).status()));
      for (var one : sent) {
        assertThat(one.get()).isEqualTo(201);
      }
    }
  }

  /// Has something happen that is no message's.
  private static void label(Client client) throws Exception {
    client.post(
        "/sandbox/handsets/+14155559876/messages", "{\"to\": \"+14155552671\", \"text\": \"Hi\"}");
    var all =
        client.await("/v2/conversations", reply -> reply.json().path("data").path(0).isObject());
    var conversation = all.json().path("data").path(0).path("id");
    for (int i = 0; i < OTHERS; i++) {
      var labels = "{\"labels\": [\"l%d\"]}".formatted(i);
      post(client, "/v2/conversations/" + conversation.asText(), labels, 200);
    }
  }

  private static void owes(Client client, String endpoint, int owed) throws Exception {
    client.await(endpoint + "/health", reply -> reply.json().path("owed").asInt(-1) == owed);
  }

  private static JsonNode stands(Client client, String job, String state, int least)
      throws Exception {
    client.await(
        job,
        reply ->
            reply.json().path("state").asText().equals(state)
                && reply.json().path("queued").asInt() >= least);
    return client.get(job).json();
  }

  /// All that it was to be told is dead by then, and it is enabled again.
  private static String dead(Client client, Sink sink) throws Exception {
    var body =
        "{\"url\": \"%s\", \"events\": [\"message.delivered\", \"conversation.labeled\"]}"
            .formatted(sink.url());
    var endpoint = "/v2/endpoints/" + post(client, "/v2/endpoints", body, 201).path("id").asText();
    post(client, endpoint + "/pause", "", 200);
    send(client, "");
    label(client);
    owes(client, endpoint, ALL);
    post(client, endpoint + "/resume", "", 200);
    client.await(endpoint, reply -> reply.json().path("state").asText().equals("disabled"));
    owes(client, endpoint, 0);
    assertThat(client.post(endpoint + "/replays", "{\"failed\": true}").status()).isEqualTo(403);
    post(client, endpoint + "/resume", "", 200);
    return endpoint;
  }

  @Test
  void whatADeadEndpointMissedIsToldOnceThroughAKill() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "first-account: {balance: 100}\n");
    var began = Instant.now().toString();
    try (var sink = new Sink()) {
      String endpoint;
      String job;
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        endpoint = dead(client, sink);
        sink.hold();
        var replays = endpoint + "/replays";
        var ordered = post(client, replays, "{\"failed\": true}", 202);
        job = replays + '/' + ordered.path("id").asText();
        var running = stands(client, job, "running", DUE_MAX);
        assertThat(running.path("queued").asInt()).isLessThan(ALL);
        server.kill();
      }
      sink.status = OK;
      sink.gate.countDown();
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var done = stands(client, job, "done", ALL);
        assertThat(done.path("found").asInt()).isEqualTo(ALL);
        assertThat(done.path("queued").asInt()).isEqualTo(ALL);
        assertThat(done.path("skipped").path("owed").asInt()).isZero();
        owes(client, endpoint, 0);
        var others = client.get("/v2/webhooks?limit=100").json().path("data");
        assertThat(others.findValuesAsText("event").subList(0, OTHERS))
            .containsOnly("conversation.labeled");
        assertThat(sink.told).hasSize(ALL).doesNotHaveDuplicates();

        sink.hold();
        var range = "{\"from\": \"%s\"}".formatted(began);
        var again = post(client, endpoint + "/replays", range, 202).path("id").asText();
        stands(client, endpoint + "/replays/" + again, "running", DUE_MAX);
        post(client, endpoint + "/replays", range, 429);
        var canceled = post(client, endpoint + "/replays/" + again + "/cancel", "", 200);
        assertThat(canceled.path("state").asText()).isEqualTo("canceled");
        assertThat(canceled.path("queued").asInt()).isBetween(DUE_MAX, ALL - 1);
        assertThat(client.get(endpoint + "/replays").json().path("data")).hasSize(2);
        sink.gate.countDown();
        server.stop();
      }
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  /// How many webhooks were tried and wait for their next try.
  private static int failing(Client client) throws Exception {
    int failing = 0;
    var more = "";
    while (true) {
      var page = client.get("/v2/webhooks?state=open&limit=100" + more).json();
      for (var webhook : page.path("data")) {
        failing += webhook.path("failures").asInt() == 1 ? 1 : 0;
      }
      if (!page.path("has_more").asBoolean()) {
        return failing;
      }
      more = "&starting_after=" + page.path("next_cursor").asText();
    }
  }

  @Test
  void whatUrlsDidNotTakeIsToldOnceThroughAKill() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "first-account: {balance: 100}\n");
    var began = Instant.now().toString();
    try (var sink = new Sink()) {
      sink.status = WRONG;
      var all = sink.url().replace("/hook", "/*");
      String job;
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        send(
            client,
            ", \"webhook\": {\"url\": \"%s\", \"events\": [\"delivered\"]}".formatted(sink.url()));
        Patience.until(() -> sink.asked.get() >= MESSAGES, () -> sink.asked + " asked");
        var patience = new Patience(Duration.ofSeconds(30));
        while (failing(client) < MESSAGES) {
          patience.rest(() -> "not all have failed");
        }
        sink.hold();
        var body = "{\"failed\": true, \"url\": \"%s\"}".formatted(all);
        var ordered = post(client, "/v2/webhooks/replays", body, 202);
        assertThat(ordered.path("url").asText()).isEqualTo(all);
        job = "/v2/webhooks/replays/" + ordered.path("id").asText();
        assertThat(stands(client, job, "running", DUE_MAX).path("queued").asInt())
            .isLessThan(MESSAGES);
        server.kill();
      }
      sink.status = OK;
      sink.gate.countDown();
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        var done = stands(client, job, "done", MESSAGES);
        assertThat(done.path("found").asInt()).isEqualTo(MESSAGES);
        Patience.until(() -> sink.told.size() >= MESSAGES, () -> sink.told.size() + " told");
        assertThat(sink.told).hasSize(MESSAGES).doesNotHaveDuplicates();

        sink.hold();
        var range = "{\"from\": \"%s\"}".formatted(began);
        var again = post(client, "/v2/webhooks/replays", range, 202).path("id").asText();
        stands(client, "/v2/webhooks/replays/" + again, "running", DUE_MAX);
        var next = post(client, "/v2/webhooks/replays", range, 202).path("id").asText();
        var waits = client.get("/v2/webhooks/replays/" + next).json();
        assertThat(waits.path("state").asText()).isEqualTo("waiting");
        for (var one : List.of(next, again)) {
          var canceled = post(client, "/v2/webhooks/replays/" + one + "/cancel", "", 200);
          assertThat(canceled.path("state").asText()).isEqualTo("canceled");
        }
        assertThat(client.get("/v2/webhooks/replays").json().path("data")).hasSize(3);
        sink.gate.countDown();
        server.stop();
      }
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
