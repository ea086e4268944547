package io.carillon.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.bench.mark.Micros;
import io.carillon.bench.mark.Recipients;
import io.carillon.bench.rig.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The process that asks.
///
/// It reads its `QueryOrder` from the first line of its input, sends a few messages with references
/// and tags so that there are some to be found, looks around in what else the account has, prints
/// `ready` and begins to ask. `measure` on its input makes what it asks count, `stop` ends it: then
/// it prints `result {…}` (`QueryFigures`). It ends when its input ends.
public final class Queries {
  private static final int LABELLED = 20;
  private static final int LOOKS = 20;
  private static final Duration LOOKED_BACK = Duration.ofDays(90);
  private static final long END_LIMIT_MS = 35_000;

  private final ObjectMapper json = new ObjectMapper();
  private final Known known = new Known(1);
  private final QueryOrder order;

  private Queries(QueryOrder order) {
    this.order = order;
  }

  /// Asks until its input ends.
  public static void main(String[] args) throws IOException, InterruptedException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var line = in.readLine();
    if (line != null) {
      new Queries(Json.read(line, QueryOrder.class)).run(in);
    }
  }

  private void run(BufferedReader in) throws IOException, InterruptedException {
    try (var first = new Line(order.port(), order.key())) {
      sendLabelled(first);
      lookAround(first);
    }
    var askers = askers();
    var threads = new ArrayList<Thread>();
    for (var asker : askers) {
      threads.add(Thread.ofPlatform().name("asker").daemon().start(asker));
    }
    System.out.println("ready");
    for (var said = in.readLine(); said != null; said = in.readLine()) {
      var now = Micros.now();
      if (said.equals("measure")) {
        askers.forEach(asker -> asker.measure(now));
      } else if (said.equals("stop")) {
        askers.forEach(asker -> asker.stop(now));
        for (var thread : threads) {
          thread.join(END_LIMIT_MS);
        }
        var kinds = askers.stream().map(Asker::figures).toList();
        System.out.println("result " + Json.line(new QueryFigures(kinds)));
      }
    }
  }

  /// One for each kind of question; they take turns evenly.
  private List<Asker> askers() {
    var questions = Question.values();
    var pause = (long) (1e6 / order.perSecond());
    var start = Micros.now();
    var askers = new ArrayList<Asker>();
    for (var i = 0; i < questions.length; i++) {
      var line = new Line(order.port(), order.key());
      var first = start + pause * i / questions.length;
      askers.add(new Asker(questions[i], known, line, first, pause, learner(questions[i])));
    }
    return askers;
  }

  /// The newest messages are learned from the question for them; other answers are only read.
  private Consumer<Line.Answer> learner(Question question) {
    return question == Question.NEWEST ? this::learn : _ -> {};
  }

  private void sendLabelled(Line line) throws IOException {
    for (var i = 0; i < LABELLED; i++) {
      var message = json.createObjectNode();
      message.put("from", Recipients.SENDER);
      message.put("to", Recipients.aside(i));
      message.put("text", "A message of the reader, to be found again");
      message.put("reference", "bench-" + i);
      message.putObject("tags").put("bench", "batch-" + i % 4);
      var answer = line.post("/v2/messages", message.toString());
      if (answer.status() != 201) {
        throw new IOException("a send was answered " + answer.status() + ": " + answer.body());
      }
      learn(json.readTree(answer.body()));
    }
  }

  /// Learns of messages from all the time that a history may have.
  private void lookAround(Line line) throws IOException {
    var now = Instant.now();
    for (var i = 0; i < LOOKS; i++) {
      var before = now.minus(LOOKED_BACK.multipliedBy(i).dividedBy(LOOKS));
      var answer = line.get("/v2/messages?limit=100&accepted_before=" + before);
      if (answer.status() != 200) {
        throw new IOException("a list was answered " + answer.status() + ": " + answer.body());
      }
      learn(answer);
    }
  }

  private void learn(Line.Answer answer) {
    try {
      json.readTree(answer.body()).path("data").forEach(this::learn);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void learn(JsonNode message) {
    var tags = message.path("tags").properties().iterator();
    var tag = tags.hasNext() ? tags.next() : null;
    known.learn(
        new Known.Seen(
            message.path("id").asText(),
            message.path("to").asText(),
            Instant.parse(message.at("/times/accepted").asText()),
            message.path("reference").asText(""),
            tag == null ? "" : tag.getKey() + "=" + tag.getValue().asText()));
  }
}
