package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon tail`: a line for each new message and for each change of one.
///
/// Each round asks for what is newer than the newest known, then looks again at those that have not
/// ended: at the newest page in one request, at up to 20 older ones singly, in turns. At most 1,000
/// are followed; the oldest is let go first.
@Command(name = "tail", description = "Follows new and changed messages until it is stopped.")
final class TailMessages implements Callable<Integer> {
  private static final int FOLLOWED_MAX = 1_000;
  private static final int SINGLY_MAX = 20;
  private static final int PAGE = 100;

  private final Terminal terminal;
  private final LinkedHashMap<String, String> open = new LinkedHashMap<>();
  private String newest = "";
  private int said;

  @Mixin private Reach reach = new Reach();
  @Mixin private Filters filters = new Filters();

  @Option(
      names = {"--last", "-n"},
      description = "begins with so many of the newest; 10")
  private int last = 10;

  @Option(names = "--interval", paramLabel = "SECONDS", description = "between two looks; 1")
  private double interval = 1;

  @Option(names = "--lines", description = "ends after so many lines")
  private int lines = Integer.MAX_VALUE;

  @Option(names = "--json", description = "prints a JSON object a line")
  private boolean json;

  TailMessages(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    if (last < 0 || last > PAGE || !(interval >= 0.05 && interval <= 3_600) || lines < 1) {
      throw new Trouble("--last is to be 0 to 100, --interval 0.05 to 3600, --lines at least 1");
    }
    var api = reach.api(terminal.environment());
    begin(api);
    while (said < lines) {
      fresh(api);
      changed(api);
      if (said < lines) {
        Thread.sleep(Duration.ofMillis((long) (interval * 1_000)));
      }
    }
    return Commands.WELL;
  }

  private void begin(Api api) throws Trouble, InterruptedException {
    var page = api.get("/v2/messages?limit=" + Math.max(1, last) + query()).path("data");
    var all = new ArrayList<JsonNode>();
    page.forEach(all::add);
    if (!all.isEmpty()) {
      newest = all.getFirst().path("id").asText();
    }
    for (var message : last == 0 ? List.<JsonNode>of() : all.reversed()) {
      seen(message);
    }
  }

  private String query() {
    return Api.and(Api.query(filters.values()));
  }

  /// What is newer than the newest known, in its order.
  private void fresh(Api api) throws Trouble, InterruptedException {
    boolean more = true;
    while (more && said < lines) {
      var cursor = newest.isEmpty() ? "" : "&ending_before=" + newest;
      var page = api.get("/v2/messages?limit=" + PAGE + query() + cursor);
      var found = new ArrayList<JsonNode>();
      page.path("data").forEach(found::add);
      for (var message : found.reversed()) {
        newest = message.path("id").asText();
        seen(message);
      }
      more = page.path("has_more").asBoolean() && !cursor.isEmpty();
    }
  }

  /// What has become of those that had not ended.
  private void changed(Api api) throws Trouble, InterruptedException {
    if (open.isEmpty()) {
      return;
    }
    var left = new ArrayList<>(open.keySet());
    for (var message : api.get("/v2/messages?limit=" + PAGE).path("data")) {
      var id = message.path("id").asText();
      if (left.remove(id)) {
        compared(id, message);
      }
    }
    for (var id : left.subList(0, Math.min(SINGLY_MAX, left.size()))) {
      single(api, id);
    }
  }

  /// Looked at, it goes to the end of the queue.
  private void single(Api api, String id) throws Trouble, InterruptedException {
    var status = open.remove(id);
    if (status == null) {
      return;
    }
    try {
      var answer = api.ask("/v2/messages/" + id);
      open.putLast(id, status);
      if (answer.status() == 200) {
        compared(id, answer.json());
      } else if (answer.status() == 404) {
        open.remove(id);
      }
    } catch (java.io.IOException _) {
      open.putLast(id, status);
    }
  }

  private void seen(JsonNode message) {
    say(message, Shown.status(message));
    if (!Shown.isSettled(message)) {
      open.putLast(message.path("id").asText(), Shown.status(message));
      if (open.size() > FOLLOWED_MAX) {
        open.pollFirstEntry();
      }
    }
  }

  private void compared(String id, JsonNode message) {
    var before = open.getOrDefault(id, "");
    if (!Shown.status(message).equals(before)) {
      say(message, before + " → " + Shown.status(message));
      open.put(id, Shown.status(message));
    }
    if (Shown.isSettled(message)) {
      open.remove(id);
    }
  }

  private void say(JsonNode message, String what) {
    if (said >= lines) {
      return;
    }
    said++;
    if (json) {
      terminal.out().println(message);
      terminal.out().flush();
      return;
    }
    var at = Shown.moment(message.path("times").path("updated")).orElse(Instant.EPOCH);
    var why = Shown.why(message);
    terminal.say(
        Shown.clock(at)
            + "  "
            + message.path("id").asText()
            + "  "
            + Shown.ways(message)
            + "  "
            + what
            + (why.isEmpty() ? "" : "  " + why));
  }
}
