package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon reload`: lets the server read its settings again.
@Command(
    name = "reload",
    description = "Lets the server read its settings again, whole or not at all.")
final class ReloadSettings implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Option(names = "--json", description = "prints the answer as JSON")
  private boolean json;

  ReloadSettings(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var answer = reach.api(terminal.environment()).order("/v2/settings/reload");
    var troubles = answer.json().path("error").path("troubles");
    if (answer.status() / 100 != 2 && troubles.isEmpty()) {
      throw Api.refused(answer);
    }
    if (json) {
      terminal.out().println(answer.json());
    } else if (!troubles.isEmpty()) {
      troubles.forEach(trouble -> terminal.warn("carillon: " + trouble.asText()));
      terminal.warn("  nothing was changed");
    } else {
      tell(answer.json());
    }
    return troubles.isEmpty() ? Commands.WELL : Commands.FAILED;
  }

  private void tell(JsonNode done) {
    var changed = lines(done.path("changed"));
    terminal.say(
        "settings: revision "
            + done.path("revision").asLong()
            + (changed.isEmpty() ? ", nothing changed" : ""));
    changed.forEach(line -> terminal.say("  " + line));
    lines(done.path("needs_restart")).forEach(line -> terminal.say("  " + line + ": at a restart"));
  }

  private static List<String> lines(JsonNode items) {
    var lines = new ArrayList<String>();
    items.forEach(item -> lines.add(item.asText()));
    return lines;
  }
}
