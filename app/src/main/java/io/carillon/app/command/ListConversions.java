package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon conversions list`: the rates between currencies, a rate a line.
@Command(name = "list", description = "Shows the rates between currencies that are in force.")
final class ListConversions implements Callable<Integer> {
  /// As many as a list may have.
  private static final int ALL = 10_000;

  @Mixin private final Asking asking;

  @Option(names = "-n", paramLabel = "N", description = "so many at most; else all")
  private int most = ALL;

  ListConversions(Terminal terminal) {
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var table = new Table("FROM", "TO", "RATE", "SINCE");
    var rows = asking.rows(table, ListConversions::cells);
    asking.api().each("/v2/conversions", "", most, rows);
    rows.end("there are no rates between currencies: nothing is converted");
    return Commands.WELL;
  }

  private static String[] cells(JsonNode rate) {
    return new String[] {
      rate.path("from").asText(),
      rate.path("to").asText(),
      rate.path("rate").asText(),
      moment(rate.path("since"))
    };
  }

  private static String moment(JsonNode moment) {
    return moment.isNull() ? "" : moment.asText();
  }
}
