package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon route explain`: which way a message would take, and why.
@Command(name = "route", description = "Tells which way a message would take, and why.")
final class ExplainRoute implements Callable<Integer> {
  private static final int CARRIER = 16;
  private static final int STATE = 13;

  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Parameters(index = "0", paramLabel = "explain", description = "what to do: explain")
  private String what = "";

  @Option(names = "--to", required = true, description = "the recipient")
  private String to = "";

  @Option(names = "--from", required = true, description = "the sender")
  private String from = "";

  @Option(names = "--channel", description = "sms, mms, …; else sms")
  private String channel = "";

  @Option(names = "--purpose", description = "otp, transactional, promotional; else transactional")
  private String purpose = "";

  @Option(names = "--network", description = "MCC and MNC; else what is known of the recipient")
  private String network = "";

  @Option(names = "--account", description = "whose message, AC…; else the key's")
  private String account = "";

  @Option(names = "--region", description = "where it comes in; else nowhere in particular")
  private String region = "";

  ExplainRoute(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    if (!what.equals("explain")) {
      throw new Trouble("there is no ./carillon route " + what, "there is: route explain");
    }
    var asked = new LinkedHashMap<String, String>();
    asked.put("to", to);
    asked.put("from", from);
    asked.put("channel", channel);
    asked.put("purpose", purpose);
    asked.put("network", network);
    asked.put("account", account);
    asked.put("region", region);
    var told = asking.api().get("/v2/routes/explain?" + Api.query(asked));
    asking.show(told, this::tell);
    return told.path("carriers").isEmpty() ? Commands.FAILED : Commands.WELL;
  }

  private void tell(JsonNode told) {
    terminal.say("settings: revision " + told.path("revision").asLong());
    for (var rule : told.path("rules")) {
      boolean decides = rule.path("name").equals(told.path("route"));
      terminal.say(
          padded(rule.path("name").asText(), CARRIER)
              + (decides
                  ? "decides"
                  : rule.path("fits").asBoolean()
                      ? "fits too, too late"
                      : "does not fit: " + rule.path("misfit").asText()));
    }
    if (told.path("carriers").isEmpty()) {
      terminal.say("→ no route takes it");
      return;
    }
    terminal.say("");
    told.path("carriers").forEach(carrier -> terminal.say(line(carrier, told)));
  }

  private static String line(JsonNode carrier, JsonNode told) {
    boolean chosen = carrier.path("name").equals(told.path("chosen"));
    var cost = carrier.path("cost");
    var words =
        (chosen ? "→ " : "  ")
            + padded(carrier.path("name").asText(), CARRIER)
            + padded(carrier.path("state").asText(), STATE)
            + "priority "
            + carrier.path("priority").asInt()
            + (told.path("pick").asText().equals("weight")
                ? ", " + Math.round(100 * carrier.path("share").asDouble()) + " %"
                : "")
            + (cost.isObject()
                ? ", " + cost.path("amount").asText() + " " + cost.path("currency").asText()
                : "");
    var detail = carrier.path("detail").asText("");
    return detail.isEmpty() || carrier.path("detail").isNull() ? words : words + ": " + detail;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
