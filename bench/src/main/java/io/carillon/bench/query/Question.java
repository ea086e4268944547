package io.carillon.bench.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.bench.mark.Recipients;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// What is asked of the native API: a message, pages, and each filter of lists, with what is often
/// there and with what is rare.
enum Question {
  FETCH("a message by its id", known -> "/" + known.any().id()),
  NEWEST("newest page", _ -> ""),
  HUNDRED("newest page of 100", _ -> "?limit=100"),
  BEHIND("page behind a message", known -> "?starting_after=" + known.any().id()),
  STATUS("status=delivered", _ -> "?status=delivered"),
  STATUS_RARE("status=undelivered,failed", _ -> "?status=undelivered,failed"),
  DIRECTION("direction=outbound", _ -> "?direction=outbound"),
  DIRECTION_RARE("direction=inbound", _ -> "?direction=inbound"),
  CHANNEL("channel=sms", _ -> "?channel=sms"),
  CHANNEL_RARE("channel=mms", _ -> "?channel=mms"),
  FROM("from", _ -> "?from=" + escaped(Recipients.SENDER)),
  FROM_END("from by its end", _ -> "?from=" + escaped("*" + end(Recipients.SENDER, 4))),
  TO("to", known -> "?to=" + escaped(known.any().to())),
  TO_END("to by its last 7 digits", known -> "?to=" + escaped("*" + end(known.any().to(), 7))),
  TO_SHORT_END("to by its last 4", known -> "?to=" + escaped("*" + end(known.any().to(), 4))),
  TO_NOBODY("to nobody", _ -> "?to=" + escaped("+14159999999")),
  ACCEPTED(
      "accepted within a second",
      known -> {
        var from = known.second(known.any());
        return between("accepted", from, from.plusSeconds(1));
      }),
  SENT(
      "sent within a minute",
      known -> {
        var from = known.second(known.any());
        return between("sent", from, from.plus(Duration.ofMinutes(1)));
      }),
  TAG(
      "tag",
      known -> {
        var tag = known.anyLabelled().tag().split("=", 2);
        return "?tag." + escaped(tag[0]) + "=" + escaped(tag[1]);
      }),
  REFERENCE("reference", known -> "?reference=" + escaped(known.anyLabelled().reference())),
  TEXT("text", _ -> "?q=warehouse"),
  TOGETHER(
      "status, to by its end, accepted",
      known -> {
        var seen = known.any();
        return "?status=delivered&to="
            + escaped("*" + end(seen.to(), 7))
            + "&accepted_after="
            + known.second(seen);
      });

  private static final String PATH = "/v2/messages";

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
  private final Function<Known, String> query;

  Question(String words, Function<Known, String> query) {
    this.words = words;
    this.query = query;
  }

  String words() {
    return words;
  }

  /// The target of one request.
  String target(Known known) {
    return PATH + query.apply(known);
  }

  private static String between(String what, Instant from, Instant to) {
    return "?" + what + "_after=" + from + "&" + what + "_before=" + to;
  }

  private static String end(String number, int digits) {
    return number.substring(Math.max(0, number.length() - digits));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
