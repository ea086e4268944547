package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon carriers`: how each carrier stands, and what limits it now.
@Command(name = "carriers", description = "Tells how each carrier stands and what limits it.")
final class ListCarriers implements Callable<Integer> {
  @Mixin private final Asking asking;

  ListCarriers(Terminal terminal) {
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var table =
        new Table("NAME", "STATE", "BINDS", "WINDOW", "PER SECOND", "WAITING", "LIMITED BY", "");
    var rows = asking.rows(table, ListCarriers::cells);
    asking.api().get("/v2/carriers").path("data").forEach(rows);
    rows.end("there is no carrier");
    return Commands.WELL;
  }

  private static String[] cells(JsonNode carrier) {
    var binds = carrier.path("binds");
    var window = carrier.path("window");
    int inUse = window.path("in_use").asInt();
    var limit = carrier.path("rate").path("limit");
    return new String[] {
      carrier.path("name").asText(),
      carrier.path("state").asText().replace('_', ' '),
      binds.path("up").asText() + "/" + binds.path("configured").asText(),
      inUse + "/" + (inUse + window.path("free").asInt()),
      carrier.path("rate").path("per_second").asText()
          + (limit.isNumber() ? "/" + limit.asText() : ""),
      carrier.path("waiting").asText(),
      carrier.path("limited_by").asText(),
      carrier.path("why").asText()
    };
  }
}
