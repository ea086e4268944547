package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon send`: sends one message, waits for what becomes of it, and says it.
@Command(
    name = "send",
    description = "Sends a message, waits for its outcome and says it.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {
      "0:it was delivered, or is to be sent later, or was not waited for",
      "1:it ended without delivery",
      "2:it was not accepted",
      "3:nothing final was heard in time"
    })
final class SendText implements Callable<Integer> {
  private static final Duration PAUSE_FIRST = Duration.ofMillis(50);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Parameters(index = "0", paramLabel = "TO", description = "a phone number: +14155551234")
  private String to = "";

  @Parameters(index = "1", paramLabel = "TEXT", description = "what to say")
  private String text = "";

  @Option(names = "--from", description = "a sender of the account; else its first phone number")
  private Optional<String> from = Optional.empty();

  @Option(names = "--channel", description = "sms, mms, whatsapp …")
  private Optional<String> channel = Optional.empty();

  @Option(names = "--media", paramLabel = "URL", description = "a picture; may be repeated")
  private List<String> media = List.of();

  @Option(names = "--at", paramLabel = "MOMENT", description = "not before: 2030-01-02T03:04:05Z")
  private Optional<String> at = Optional.empty();

  @Option(names = "--validity", paramLabel = "SECONDS", description = "how long to try")
  private Optional<Integer> validity = Optional.empty();

  @Option(names = "--purpose", description = "otp, transactional, promotional")
  private Optional<String> purpose = Optional.empty();

  @Option(names = "--priority", description = "high, normal, low")
  private Optional<String> priority = Optional.empty();

  @Option(names = "--encoding", description = "auto, gsm-7, ucs-2, latin-1")
  private Optional<String> encoding = Optional.empty();

  @Option(names = "--reference", description = "your own name for it")
  private Optional<String> reference = Optional.empty();

  @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "a label; may be repeated")
  private Map<String, String> tags = Map.of();

  @Option(names = "--webhook", paramLabel = "URL", description = "where changes are posted")
  private Optional<String> webhook = Optional.empty();

  @Option(names = "--no-receipt", description = "asks the carrier for no delivery receipt")
  private boolean noReceipt;

  @Option(names = "--once", paramLabel = "WORD", description = "sends at most once under this word")
  private Optional<String> once = Optional.empty();

  @Option(names = "--no-wait", description = "does not wait for the outcome")
  private boolean noWait;

  @Option(names = "--wait", paramLabel = "SECONDS", description = "waits at most so long; 60")
  private int wait = 60;

  SendText(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var api = asking.api();
    var started = Instant.now();
    var key = once.orElseGet(() -> UUID.randomUUID().toString());
    var message = api.post("/v2/messages", body(api), key);
    boolean later = Shown.status(message).equals("scheduled");
    tell(message.path("id").asText() + "  " + first(message, later));
    if (noWait || later) {
      return done(message, Commands.WELL);
    }
    var last = awaited(api, message);
    tell(outcome(last, Duration.between(started, Instant.now())));
    if (!Shown.isSettled(last)) {
      tell("./carillon trace " + last.path("id").asText() + " tells what it waits for");
      return done(last, Commands.UNDECIDED);
    }
    return done(last, Shown.endedBadly(last) ? Commands.FAILED : Commands.WELL);
  }

  private static String first(JsonNode message, boolean later) {
    var when = later ? " for " + Shown.at(message.path("send_at")) + " UTC" : "";
    return Shown.status(message)
        + when
        + "  "
        + Shown.ways(message)
        + "  "
        + Shown.bill(message)
        + (message.path("live").asBoolean() ? "" : "  (test)");
  }

  private void tell(String line) {
    if (!asking.isJson()) {
      terminal.say(line);
    }
  }

  private int done(JsonNode message, int code) {
    if (asking.isJson()) {
      asking.print(message);
    }
    return code;
  }

  private static String outcome(JsonNode message, Duration took) {
    var after = String.format(Locale.ROOT, " after %.1f s", took.toMillis() / 1_000.0);
    var whither = Shown.whither(message);
    if (Shown.endedBadly(message)) {
      return Shown.status(message) + after + ": " + Shown.why(message);
    }
    var place = whither.isEmpty() ? "" : " (" + whither + ")";
    return Shown.isSettled(message)
        ? Shown.status(message) + after + place
        : "still " + Shown.status(message) + after;
  }

  private JsonNode awaited(Api api, JsonNode message) throws Trouble, InterruptedException {
    var pauses = Pauses.growing(PAUSE_FIRST, PAUSE_MAX, Duration.ofSeconds(wait));
    var last = message;
    while (!Shown.isSettled(last) && pauses.pass()) {
      last = api.get("/v2/messages/" + message.path("id").asText());
    }
    return last;
  }

  private ObjectNode body(Api api) throws Trouble, InterruptedException {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("from", from.isPresent() ? from.get() : firstSender(api)).put("to", to);
    content(body);
    channel.ifPresent(value -> body.put("channel", value));
    at.ifPresent(value -> body.put("send_at", value));
    validity.ifPresent(value -> body.put("validity", value));
    purpose.ifPresent(value -> body.put("purpose", value));
    priority.ifPresent(value -> body.put("priority", value));
    encoding.ifPresent(value -> body.put("encoding", value));
    reference.ifPresent(value -> body.put("reference", value));
    webhook.ifPresent(value -> body.putObject("webhook").put("url", value));
    if (noReceipt) {
      body.put("wants_receipt", false);
    }
    if (!tags.isEmpty()) {
      var labels = body.putObject("tags");
      tags.forEach(labels::put);
    }
    return body;
  }

  private void content(ObjectNode body) {
    if (media.isEmpty()) {
      body.put("text", text);
      return;
    }
    var content = body.putObject("content").put("kind", "media").put("text", text);
    var items = content.putArray("items");
    media.forEach(source -> items.addObject().put("source", source));
  }

  private static String firstSender(Api api) throws Trouble, InterruptedException {
    var first = new AtomicReference<>("");
    api.each(
        "/v2/senders",
        "",
        1_000,
        sender -> {
          if (first.get().isEmpty() && sender.path("kind").asText().equals("phone")) {
            first.set(sender.path("address").asText());
          }
        });
    if (first.get().isEmpty()) {
      throw new Trouble(
          "the account has no phone number to send from", "name a sender with --from");
    }
    return first.get();
  }
}
