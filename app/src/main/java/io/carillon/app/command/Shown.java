package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/// How a message of the native API is shown to people, a line each.
final class Shown {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final Set<String> BAD_ENDS =
      Set.of("undelivered", "expired", "failed", "canceled");
  private static final Set<String> GOOD_ENDS = Set.of("delivered", "read", "received");

  private Shown() {}

  static Optional<Instant> moment(JsonNode node) {
    return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
  }

  /// Day and time in UTC; empty where there is none.
  static String at(JsonNode node) {
    return moment(node).map(MOMENT::format).orElse("");
  }

  /// The time of day in UTC.
  static String clock(Instant moment) {
    return CLOCK.format(moment);
  }

  /// Between whom, on what.
  static String ways(JsonNode message) {
    return message.path("channel").asText()
        + " "
        + message.path("from").asText()
        + " → "
        + message.path("to").asText();
  }

  /// Into how many parts, how, at what price.
  static String bill(JsonNode message) {
    int segments = message.path("segments").asInt();
    var encoding =
        message.path("encoding").isNull() ? "" : ", " + message.path("encoding").asText();
    return segments + (segments == 1 ? " segment" : " segments") + encoding + ", " + price(message);
  }

  static String price(JsonNode message) {
    var price = message.path("price");
    return price.path("amount").asText() + " " + price.path("currency").asText();
  }

  /// What it says, shortened.
  static String words(JsonNode message, int most) {
    var content = message.path("content");
    var text = content.path("text").asText("");
    var words = text.isEmpty() ? "(" + content.path("kind").asText() + ")" : text;
    int end = words.offsetByCodePoints(0, Math.min(most, words.codePointCount(0, words.length())));
    return end < words.length() ? words.substring(0, end) + "…" : words;
  }

  static String status(JsonNode message) {
    return message.path("status").asText();
  }

  /// Whether nothing more is to be expected of it soon: it has ended, or was sent and no receipt is
  /// to come.
  static boolean isSettled(JsonNode message) {
    boolean silent = !message.path("wants_receipt").asBoolean();
    return BAD_ENDS.contains(status(message))
        || GOOD_ENDS.contains(status(message))
        || (status(message).equals("sent") && silent);
  }

  static boolean endedBadly(JsonNode message) {
    return BAD_ENDS.contains(status(message));
  }

  /// Why it ended badly; empty where it did not.
  static String why(JsonNode message) {
    var error = message.path("error");
    if (!error.isObject()) {
      return "";
    }
    var code = error.path("carrier_code");
    return error.path("code").asText()
        + ": "
        + error.path("message").asText()
        + (code.isTextual() ? " (the carrier: " + code.asText() + ")" : "");
  }

  /// Where it went, as far as it is known: `AT&T, US`.
  static String whither(JsonNode message) {
    var network = message.path("network").asText("");
    var country = message.path("country").asText("");
    boolean both = message.path("network").isTextual() && message.path("country").isTextual();
    return both ? network + ", " + country : message.path("country").isTextual() ? country : "";
  }
}
