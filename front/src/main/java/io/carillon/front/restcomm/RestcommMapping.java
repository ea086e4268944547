package io.carillon.front.restcomm;

import io.carillon.engine.account.Inventory;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Reply;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import io.carillon.wire.text.WantedEncoding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The dialect's words, a row each, and nothing else.
///
/// Sources: *SMS* = the page "SMS", *M* = the page "Messages API" and its overview (see the
/// package), *C* = Restcomm-Connect; *ours* = they leave it open and this is our choice, written
/// down in `docs/reference/restcomm.md`.
final class RestcommMapping {
  private static final String REPLY = "outbound-reply"; // C

  private RestcommMapping() {}

  /// The status word of a message.
  static String word(Status status) { // table
    return switch (status) {
      case ACCEPTED, QUEUED -> "queued"; // SMS
      case SCHEDULED -> "queued"; // ours: the dialect schedules campaigns only
      case SENDING -> "sending"; // SMS
      case SENT -> "sent"; // SMS
      case DELIVERED -> "delivered"; // SMS
      case READ -> "read"; // ours
      case UNDELIVERED -> "undelivered"; // SMS
      case EXPIRED -> "failed"; // C: the receipt EXPIRED
      case FAILED -> "failed"; // SMS
      case CANCELED -> "failed"; // ours: the dialect cancels nothing
      case RECEIVED -> "received"; // SMS
    };
  }

  /// The statuses that a word stands for; empty where it is no word of the dialect.
  static Set<Status> statuses(String word) {
    var statuses = EnumSet.noneOf(Status.class);
    for (var status : Status.values()) {
      if (word(status).equalsIgnoreCase(word)) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /// The word of a message's direction.
  static String direction(Message message) {
    return Reply.isOne(message) ? REPLY : word(message.parties().direction());
  }

  /// The word of a direction; of those that go out, that of messages that came in by an API.
  static String word(Direction direction) { // table
    return switch (direction) {
      case INBOUND -> "inbound"; // C; SMS says "incoming"
      case OUTBOUND -> "outbound-api"; // C
    };
  }

  /// Which messages the word of a direction stands for.
  ///
  /// @param reply whether those that were asked for in answers; empty = where none can be
  record Way(Direction direction, Optional<Boolean> reply) {}

  /// What the word of a direction stands for.
  static Optional<Way> way(String word) { // table
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "inbound" -> Optional.of(new Way(Direction.INBOUND, Optional.empty())); // C
      case "outbound-api" -> Optional.of(new Way(Direction.OUTBOUND, Optional.of(false))); // C
      case REPLY -> Optional.of(new Way(Direction.OUTBOUND, Optional.of(true))); // C
      default -> Optional.empty();
    };
  }

  /// The fields of `SortBy`.
  static Optional<History.Key> key(String field) { // table
    return switch (field) {
      case "DateCreated" -> Optional.of(History.Key.ACCEPTED); // C
      case "From" -> Optional.of(History.Key.FROM); // C
      case "To" -> Optional.of(History.Key.TO); // C
      case "Direction" -> Optional.of(History.Key.DIRECTION); // C
      case "Status" -> Optional.of(History.Key.STATUS); // C
      case "Body" -> Optional.of(History.Key.BODY); // C
      case "Price" -> Optional.of(History.Key.PRICE); // C
      default -> Optional.empty();
    };
  }

  /// The word of a kind of numbers in paths.
  static String word(Inventory.Kind kind) { // table
    return switch (kind) {
      case LOCAL -> "Local"; // C
      case TOLL_FREE -> "TollFree"; // C
      case MOBILE -> "Mobile"; // C
    };
  }

  /// The words of `Encoding`.
  static Optional<WantedEncoding> encoding(String word) { // table
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "GSM" -> Optional.of(WantedEncoding.GSM7); // C
      case "UCS-2" -> Optional.of(WantedEncoding.UCS2); // C
      case "UTF-8" -> Optional.of(WantedEncoding.AUTO); // C has the word; no SMS is UTF-8: ours
      default -> Optional.empty();
    };
  }

  /// The words of `StatusCallbackMethod`: whether it is GET.
  static Optional<Boolean> isGet(String word) { // table
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "GET" -> Optional.of(true); // SMS
      case "POST" -> Optional.of(false); // SMS
      default -> Optional.empty();
    };
  }

  /// The scheme of a channel URI; our words name channels that have no URI on the page.
  static String scheme(Channel channel) {
    return channel.word(); // M: sms, mms
  }

  /// The channel of a scheme, whatever its case.
  static Optional<Channel> channel(String scheme) {
    return Arrays.stream(Channel.values())
        .filter(channel -> scheme(channel).equalsIgnoreCase(scheme))
        .findFirst();
  }

  /// The changes that an SMS callback tells: the answer to the send has told that it is sending.
  static Set<Status> told() {
    return EnumSet.complementOf(
        EnumSet.of(Status.ACCEPTED, Status.SCHEDULED, Status.QUEUED, Status.SENDING)); // ours
  }

  /// Whether the overview calls a channel supported, not "coming soon" or "planned".
  static boolean isLive(Channel channel) { // table
    return switch (channel) {
      case SMS, MMS -> true; // M
      case RCS,
          WHATSAPP,
          MESSENGER,
          APPLE,
          PUSH_ANDROID,
          PUSH_IOS,
          PUSH_WEB,
          EMAIL -> // M: coming soon
          false;
      case INSTAGRAM, TELEGRAM, VIBER, LINE, WECHAT, X -> false; // M: planned
    };
  }

  /// What the error number of an SMPP receipt means; empty where it is none.
  static Optional<ReasonCode> receiptError(String digits) { // table
    if (digits.length() != 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return switch (Integer.parseInt(digits)) {
      case 0 -> Optional.empty(); // C
      case 1, 2, 3, 38, 39, 232 -> Optional.of(ReasonCode.UNKNOWN_HANDSET); // C
      case 4, 5, 7, 22, 224, 225, 229, 230 -> Optional.of(ReasonCode.MESSAGE_BLOCKED); // C
      case 8, 11, 23, 228 -> Optional.of(ReasonCode.UNREACHABLE_HANDSET); // C
      case 10 -> Optional.of(ReasonCode.UNREACHABLE_CARRIER); // C
      case 231 -> Optional.of(ReasonCode.CARRIER_VIOLATION); // C
      default -> Optional.of(ReasonCode.UNKNOWN_ERROR); // C
    };
  }
}
