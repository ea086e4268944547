package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carillon trace`: the story of one message, by the clock.
@Command(name = "trace", description = "Tells the story of a message.")
final class ShowTrace implements Callable<Integer> {
  private static final int WHAT = 16;

  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "the message, in any form in which a dialect prints it")
  private String id = "";

  ShowTrace(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var path = "/v2/messages/" + Api.escaped(id) + "?expand=trace,webhooks";
    asking.show(asking.api().get(path), this::tell);
    return Commands.WELL;
  }

  private void tell(JsonNode message) {
    terminal.say(message.path("id").asText() + "  " + Shown.status(message));
    terminal.say(
        Shown.ways(message)
            + ", "
            + Shown.bill(message)
            + (message.path("live").asBoolean() ? "" : ", test"));
    if (!Shown.why(message).isEmpty()) {
      terminal.say(Shown.why(message));
      terminal.say("→ " + message.path("error").path("resolution").asText());
    }
    terminal.say("");
    steps(message.path("trace"));
    terminal.say(waits(message.path("trace").path("waits_for"), message.path("waiting")));
  }

  private void steps(JsonNode trace) {
    Optional<Instant> begin = Optional.empty();
    for (var step : trace.path("steps")) {
      var at = Shown.moment(step.path("at")).orElseThrow();
      if (begin.isEmpty()) {
        begin = Optional.of(at);
        terminal.say(Shown.at(step.path("at")) + " UTC");
      }
      var since = Duration.between(begin.get(), at);
      var detail = step.path("detail").isNull() ? "" : step.path("detail").asText();
      var what = step.path("what").asText();
      var gap = " ".repeat(Math.max(1, WHAT - what.length()));
      terminal.say(("  " + since(since) + "  " + what + gap + detail).stripTrailing());
    }
  }

  /// Seconds to the millisecond, or hours and minutes where it took long.
  private static String since(Duration since) {
    if (since.compareTo(Duration.ofHours(1)) >= 0) {
      var whole = since.toHours() + " h " + since.toMinutesPart() + " min";
      return String.format(Locale.ROOT, "+%11s", whole);
    }
    return String.format(Locale.ROOT, "+%9.3f s", since.toNanos() / 1e9);
  }

  /// What it waits for, why, and about how long.
  private static String waits(JsonNode waits, JsonNode waiting) {
    var line = new StringBuilder("waits for ").append(waits.path("reason").asText());
    var until = Shown.at(waits.path("until"));
    if (!until.isEmpty()) {
      line.append(" until ").append(until).append(" UTC");
    }
    if (waiting.isObject()) {
      line.append(": ").append(waiting.path("why").asText());
      var about = waiting.path("about_seconds");
      line.append(about.isNumber() ? ", for about " + about.asText() + " s" : "");
    }
    return line.toString();
  }
}
