package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon tail`: a line for each new message and for each change of one.
///
/// Problem: a message may be seen later than one that was accepted after it, so a cursor would pass
/// it by. Idea: each round reads the newest pages down to one that holds something known, and takes
/// what it has not seen. Those that have not ended and stand below are asked singly, up to 20 a
/// round, in turns. The last 5,000 seen are remembered, 1,000 unfinished ones are followed.
@Command(name = "tail", description = "Follows new and changed messages until it is stopped.")
final class TailMessages implements Callable<Integer> {
  private static final int SEEN_MAX = 5_000;
  private static final int FOLLOWED_MAX = 1_000;
  private static final int SINGLY_MAX = 20;
  private static final int PAGE = 100;
  private static final int PAGES_MAX = 10;

  private final Terminal terminal;

  /// The last status of each message that was seen, the oldest first.
  private final LinkedHashMap<String, String> seen = new LinkedHashMap<>();

  /// Those of them that have not ended.
  private final LinkedHashSet<String> open = new LinkedHashSet<>();

  private String floor = "";
  private int said;

  @Mixin private final Asking asking;
  @Mixin private Filters filters = new Filters();

  @Option(
      names = {"--last", "-n"},
      description = "begins with so many of the newest; 10")
  private int last = 10;

  @Option(names = "--interval", paramLabel = "SECONDS", description = "between two looks; 1")
  private double interval = 1;

  @Option(names = "--lines", description = "ends after so many lines")
  private int lines = Integer.MAX_VALUE;

  TailMessages(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    if (last < 0 || last > PAGE || !(interval >= 0.05 && interval <= 3_600) || lines < 1) {
      throw new Trouble("--last is to be 0 to 100, --interval 0.05 to 3600, --lines at least 1");
    }
    var api = asking.api();
    begin(api);
    var pauses = Pauses.every(Duration.ofMillis((long) (interval * 1_000)));
    while (said < lines && pauses.pass()) {
      round(api);
    }
    return Commands.WELL;
  }

  /// What lies below the floor is not told of, unless it is among the last that were asked for.
  private void begin(Api api) throws Trouble, InterruptedException {
    var newest = page(api, Math.max(1, last), "");
    if (!newest.isEmpty()) {
      floor = id(newest.getFirst());
    }
    for (var message : last == 0 ? List.<JsonNode>of() : newest.reversed()) {
      fresh(message);
    }
  }

  private List<JsonNode> page(Api api, int limit, String cursor)
      throws Trouble, InterruptedException {
    var query = Api.and(Api.query(filters.values()));
    var after = cursor.isEmpty() ? "" : "&starting_after=" + cursor;
    var messages = new ArrayList<JsonNode>();
    api.get("/v2/messages?limit=" + limit + query + after).path("data").forEach(messages::add);
    return messages;
  }

  private void round(Api api) throws Trouble, InterruptedException {
    var found = new ArrayList<JsonNode>();
    var asked = new HashSet<String>();
    boolean goesOn = true;
    for (int i = 0; goesOn && i < PAGES_MAX; i++) {
      var page = page(api, PAGE, i == 0 ? "" : id(found.getLast()));
      found.addAll(page);
      goesOn = page.size() == PAGE && page.stream().noneMatch(this::isKnown);
    }
    for (var message : found.reversed()) {
      asked.add(id(message));
      if (seen.containsKey(id(message))) {
        compared(message);
      } else if (id(message).compareTo(floor) > 0) {
        fresh(message);
      }
    }
    var below = open.stream().filter(id -> !asked.contains(id)).limit(SINGLY_MAX).toList();
    for (var id : below) {
      single(api, id);
    }
  }

  private boolean isKnown(JsonNode message) {
    return seen.containsKey(id(message)) || id(message).compareTo(floor) <= 0;
  }

  private static String id(JsonNode message) {
    return message.path("id").asText();
  }

  /// Asked, it goes to the end of the queue.
  private void single(Api api, String id) throws InterruptedException {
    open.remove(id);
    try {
      var answer = api.ask("/v2/messages/" + id);
      if (answer.status() != 404) {
        open.add(id);
      }
      if (answer.status() == 200) {
        compared(answer.json());
      }
    } catch (IOException _) {
      open.add(id);
    }
  }

  private void fresh(JsonNode message) {
    say(message, Shown.status(message));
    note(message);
    open.add(id(message));
    settle(message);
    if (open.size() > FOLLOWED_MAX) {
      open.removeFirst();
    }
  }

  private void compared(JsonNode message) {
    var before = seen.getOrDefault(id(message), "");
    if (!before.isEmpty() && !Shown.status(message).equals(before)) {
      say(message, before + " → " + Shown.status(message));
      note(message);
    }
    settle(message);
  }

  private void note(JsonNode message) {
    seen.put(id(message), Shown.status(message));
    if (seen.size() > SEEN_MAX) {
      seen.pollFirstEntry();
    }
  }

  private void settle(JsonNode message) {
    if (Shown.isSettled(message)) {
      open.remove(id(message));
    }
  }

  private void say(JsonNode message, String what) {
    if (said >= lines) {
      return;
    }
    said++;
    asking.show(message, shown -> tell(shown, what));
  }

  private void tell(JsonNode message, String what) {
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
