package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon reload`: lets the server read its settings again.
@Command(
    name = "reload",
    description = "Lets the server read its settings again, whole or not at all.")
final class ReloadSettings implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Asking asking;

  ReloadSettings(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var answer = asking.api().order("/v2/settings/reload");
    var troubles = answer.json().path("error").path("troubles");
    if (answer.status() / 100 != 2 && troubles.isEmpty()) {
      throw Api.refused(answer);
    }
    asking.show(answer.json(), troubles.isEmpty() ? this::tell : _ -> warn(troubles));
    return troubles.isEmpty() ? Commands.WELL : Commands.FAILED;
  }

  private void warn(JsonNode troubles) {
    troubles.forEach(trouble -> terminal.warn("carillon: " + trouble.asText()));
    terminal.warn("  nothing was changed");
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
