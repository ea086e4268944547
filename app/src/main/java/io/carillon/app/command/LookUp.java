package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon lookup`: what is known of a number.
@Command(name = "lookup", description = "Tells what is known of a number.")
final class LookUp implements Callable<Integer> {
  private static final String UNKNOWN = "not known";

  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Parameters(
      index = "0",
      paramLabel = "NUMBER",
      description = "in E.164, with its plus, or a short code")
  private String number = "";

  @Option(names = "--refresh", description = "asks the service of the settings again")
  private boolean refresh;

  LookUp(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var path = "/v2/lookup/" + Api.escaped(number) + (refresh ? "?refresh=true" : "");
    asking.show(asking.api().get(path), this::tell);
    return Commands.WELL;
  }

  private void tell(JsonNode facts) {
    terminal.say(facts.path("number").asText());
    terminal.say("  country  " + known(facts.path("country")));
    terminal.say("  type     " + known(facts.path("type")).replace('_', ' '));
    terminal.say("  network  " + network(facts.path("network")));
    var since = Shown.at(facts.path("at"));
    terminal.say(
        "  source   "
            + known(facts.path("source")).replace('_', ' ')
            + (since.isEmpty() ? "" : ", " + since + " UTC"));
  }

  private static String known(JsonNode node) {
    return node.isTextual() ? node.asText() : UNKNOWN;
  }

  private static String network(JsonNode network) {
    var codes = (network.path("mcc").asText("") + " " + network.path("mnc").asText("")).strip();
    var coded = network.path("mcc").isTextual() ? codes : "";
    var name = network.path("name").isTextual() ? network.path("name").asText() : "";
    var all = (name + (name.isEmpty() || coded.isEmpty() ? "" : ", ") + coded).strip();
    return all.isEmpty() ? UNKNOWN : all;
  }
}
