package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon smpp`: a table of who is bound to the SMPP server, the oldest bind first.
@Command(name = "smpp", description = "Shows who is bound to the SMPP server.")
final class ShowBinds implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Option(names = "--json", description = "prints a JSON object a line")
  private boolean json;

  ShowBinds(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var table =
        new Table(
            "SYSTEM ID",
            "ACCOUNT",
            "MODE",
            "SINCE (UTC)",
            "ADDRESS",
            "WINDOW",
            "SUBMITTED",
            "REFUSED",
            "DELIVERED",
            "WAITING");
    reach
        .api(terminal.environment())
        .each(
            "/v2/smpp-sessions",
            "",
            MOST,
            session -> {
              if (json) {
                terminal.out().println(session);
              } else {
                row(table, session);
              }
            });
    if (!json) {
      print(table);
    }
    return Commands.WELL;
  }

  private static void row(Table table, JsonNode session) {
    table.add(
        session.path("system_id").asText(),
        session.path("account").asText(),
        session.path("mode").asText(),
        Shown.at(session.path("since")),
        session.path("address").asText() + (session.path("tls").asBoolean() ? " (TLS)" : ""),
        session.path("window_used").asText() + "/" + session.path("window").asText(),
        session.path("submitted").asText(),
        session.path("refused").asText(),
        session.path("delivered").asText(),
        session.path("deliveries_waiting").asText());
  }

  private void print(Table table) {
    if (table.isEmpty()) {
      terminal.say("nobody is bound");
    } else {
      table.lines().forEach(terminal::say);
    }
  }
}
