package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon carriers`: how each carrier stands, and what limits it now.
@Command(name = "carriers", description = "Tells how each carrier stands and what limits it.")
final class ListCarriers implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Option(names = "--json", description = "prints a JSON object a line")
  private boolean json;

  ListCarriers(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var table =
        new Table("NAME", "STATE", "BINDS", "WINDOW", "PER SECOND", "WAITING", "LIMITED BY", "");
    for (var carrier : reach.api(terminal.environment()).get("/v2/carriers").path("data")) {
      if (json) {
        terminal.out().println(carrier);
      } else {
        row(table, carrier);
      }
    }
    if (!json) {
      table.lines().forEach(terminal::say);
    }
    return Commands.WELL;
  }

  private static void row(Table table, JsonNode carrier) {
    var binds = carrier.path("binds");
    var window = carrier.path("window");
    int inUse = window.path("in_use").asInt();
    var limit = carrier.path("rate").path("limit");
    table.add(
        carrier.path("name").asText(),
        carrier.path("state").asText().replace('_', ' '),
        binds.path("up").asText() + "/" + binds.path("configured").asText(),
        inUse + "/" + (inUse + window.path("free").asInt()),
        carrier.path("rate").path("per_second").asText()
            + (limit.isNumber() ? "/" + limit.asText() : ""),
        carrier.path("waiting").asText(),
        carrier.path("limited_by").asText(),
        carrier.path("why").asText());
  }
}
