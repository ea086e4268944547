package io.carillon.front.pantheon;

import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.wire.text.WantedEncoding;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The dialect's words, a row each, and nothing else.
///
/// Sources: *SMS* = the page "SMS & MMS", *FAQ* = the page "Messaging FAQ" (see the package);
/// *ours* = the pages leave it open and this is our choice, written down in
/// `docs/reference/pantheoncloud.md`.
final class PantheonMapping {
  private PantheonMapping() {}

  /// The status word of a message.
  static String word(Status status) { // table
    return switch (status) {
      case ACCEPTED, QUEUED -> "queued"; // FAQ, SMS: the answer to a send
      case SCHEDULED -> "scheduled"; // ours
      case SENDING -> "sending"; // ours
      case SENT -> "sent"; // ours
      case DELIVERED -> "delivered"; // FAQ, SMS: the answer to a status request
      case READ -> "read"; // ours
      case UNDELIVERED -> "undelivered"; // ours
      case EXPIRED, FAILED -> "failed"; // ours
      case CANCELED -> "cancelled"; // ours
      case RECEIVED -> "received"; // ours
    };
  }

  /// The statuses that a word stands for, as `webhook_events` names them with or without
  /// `message.`; empty where it is no word of the dialect.
  static Set<Status> statuses(String event) {
    var word = event.startsWith("message.") ? event.substring("message.".length()) : event;
    var statuses = EnumSet.noneOf(Status.class);
    for (var status : Status.values()) {
      if (word(status).equals(word)) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /// The sentence of `status_details` for a message that met no fault.
  static String details(Status status) { // table
    return switch (status) {
      case ACCEPTED, QUEUED -> "Message accepted and waiting for its turn"; // ours
      case SCHEDULED -> "Message accepted and waiting for its time"; // ours
      case SENDING -> "Message is being handed to the carrier"; // ours
      case SENT -> "Message handed to the carrier, no delivery receipt yet"; // ours
      case DELIVERED -> "Message successfully delivered to recipient"; // SMS
      case READ -> "Message read by the recipient"; // ours
      case UNDELIVERED -> "Message could not be delivered to the recipient"; // ours
      case EXPIRED -> "Message was not delivered within its validity"; // ours
      case FAILED -> "Message failed"; // ours
      case CANCELED -> "Message was cancelled before it was sent"; // ours
      case RECEIVED -> "Message received from a person"; // ours
    };
  }

  /// The words of `type` in a request.
  static Optional<Purpose> purpose(String word) { // table
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "transactional" -> Optional.of(Purpose.TRANSACTIONAL); // FAQ
      case "promotional", "marketing" -> Optional.of(Purpose.PROMOTIONAL); // ours
      case "otp" -> Optional.of(Purpose.OTP); // ours
      default -> Optional.empty();
    };
  }

  /// The words of `priority` in a request.
  static Optional<Priority> priority(String word) { // table
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "high" -> Optional.of(Priority.HIGH); // ours
      case "normal" -> Optional.of(Priority.NORMAL); // SMS
      case "low" -> Optional.of(Priority.LOW); // ours
      default -> Optional.empty();
    };
  }

  /// The words of `encoding` in a request.
  static Optional<WantedEncoding> encoding(String word) { // table
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "auto" -> Optional.of(WantedEncoding.AUTO); // FAQ
      case "gsm-7" -> Optional.of(WantedEncoding.GSM7); // SMS
      case "ucs-2" -> Optional.of(WantedEncoding.UCS2); // ours
      default -> Optional.empty();
    };
  }
}
