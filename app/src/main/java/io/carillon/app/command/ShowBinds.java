package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon smpp`: a table of who is bound to the SMPP server, the oldest bind first.
@Command(name = "smpp", description = "Shows who is bound to the SMPP server.")
final class ShowBinds implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Mixin private final Asking asking;

  ShowBinds(Terminal terminal) {
    asking = new Asking(terminal);
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
    var rows = asking.rows(table, ShowBinds::cells);
    asking.api().each("/v2/smpp-sessions", "", MOST, rows);
    rows.end("nobody is bound");
    return Commands.WELL;
  }

  private static String[] cells(JsonNode session) {
    return new String[] {
      session.path("system_id").asText(),
      session.path("account").asText(),
      session.path("mode").asText(),
      Shown.at(session.path("since")),
      session.path("address").asText() + (session.path("tls").asBoolean() ? " (TLS)" : ""),
      session.path("window_used").asText() + "/" + session.path("window").asText(),
      session.path("submitted").asText(),
      session.path("refused").asText(),
      session.path("delivered").asText(),
      session.path("deliveries_waiting").asText()
    };
  }
}
