package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon messages`: a table of messages, the newest first.
@Command(name = "messages", description = "Lists messages, the newest first.")
final class ListMessages implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final int WORDS = 30;

  @Mixin private final Asking asking;
  @Mixin private Filters filters = new Filters();

  @Option(names = "--after", paramLabel = "MOMENT", description = "accepted then or later")
  private String after = "";

  @Option(names = "--before", paramLabel = "MOMENT", description = "accepted before")
  private String before = "";

  @Option(names = "--sent-after", paramLabel = "MOMENT", description = "sent then or later")
  private String sentAfter = "";

  @Option(names = "--sent-before", paramLabel = "MOMENT", description = "sent before")
  private String sentBefore = "";

  @Option(names = "--text", paramLabel = "WORDS", description = "a part of the text")
  private String words = "";

  @Option(
      names = {"--limit", "-n"},
      description = "how many at most; 20")
  private int limit = 20;

  ListMessages(Terminal terminal) {
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    if (limit < 1 || limit > MOST) {
      throw new Trouble("--limit is to be 1 to " + MOST, "for more: GET /v2/messages.csv");
    }
    var values = filters.values();
    values.put("accepted_after", after);
    values.put("accepted_before", before);
    values.put("sent_after", sentAfter);
    values.put("sent_before", sentBefore);
    values.put("q", words);
    var table = new Table("ACCEPTED (UTC)", "ID", "", "FROM", "TO", "STATUS", "PRICE", "TEXT");
    var rows = asking.rows(table, ListMessages::cells);
    asking.api().each("/v2/messages", Api.query(values), limit, rows);
    rows.end("no messages");
    return Commands.WELL;
  }

  private static String[] cells(JsonNode message) {
    boolean inbound = message.path("direction").asText().equals("inbound");
    return new String[] {
      Shown.at(message.path("times").path("accepted")),
      message.path("id").asText(),
      (inbound ? "← " : "→ ") + message.path("channel").asText(),
      message.path("from").asText(),
      message.path("to").asText(),
      Shown.status(message),
      Shown.price(message),
      Shown.words(message, WORDS)
    };
  }
}
