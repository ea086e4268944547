package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon rates list`: the price list, a price a line.
@Command(name = "list", description = "Shows the price list that is in force.")
final class ListRates implements Callable<Integer> {
  /// As many as a list may have.
  private static final int ALL = 20_000;

  @Mixin private final Asking asking;

  @Option(names = "-n", paramLabel = "N", description = "so many at most; else all")
  private int most = ALL;

  ListRates(Terminal terminal) {
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var table = new Table("CHANNEL", "COUNTRY", "CARRIER", "ROUTE", "PRICE", "SINCE", "UNTIL");
    var rows = asking.rows(table, ListRates::cells);
    asking.api().each("/v2/rates", "", most, rows);
    rows.end("there is no price list: the prices of the settings hold");
    return Commands.WELL;
  }

  private static String[] cells(JsonNode rate) {
    var price = rate.path("price");
    return new String[] {
      rate.path("channel").asText(),
      rate.path("country").asText(),
      rate.path("carrier").asText(),
      rate.path("route").asText(),
      price.path("amount").asText() + " " + price.path("currency").asText(),
      moment(rate.path("since")),
      moment(rate.path("until"))
    };
  }

  private static String moment(JsonNode moment) {
    return moment.isNull() ? "" : moment.asText();
  }
}
