package io.carillon.front.intelepeer;

import io.carillon.model.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How the dialect says each fault, a row each: the HTTP status (and `code`) of a refused send, and
/// the state of a message that failed by it.
///
/// Sources: *SEND* = the table "Response Codes" of the page "Sending SMS Messages", *MDR* = the
/// page "Checking Message Status", *MMS* = the page "MMS"; *ours* = the pages leave it open and
/// this is our choice, written down in `docs/reference/intelepeer.md`.
record IntelePeerFault(int http, State state) {
  private static final Map<Fault, IntelePeerFault> ROWS = new EnumMap<>(Fault.class);

  static {
    for (var fault : Fault.values()) {
      ROWS.put(fault, row(fault));
    }
  }

  /// The row of a fault.
  static IntelePeerFault of(Fault fault) {
    return Objects.requireNonNull(ROWS.get(fault));
  }

  private static IntelePeerFault row(Fault fault) { // table
    return switch (fault) {
      case MALFORMED -> failed(400); // ours
      case FIELD_MISSING -> failed(400); // SEND: to or text missing
      case FIELD_INVALID -> failed(400); // SEND: a number not in its form; ours for the rest
      case RECIPIENT_INVALID, SENDER_INVALID -> failed(400); // SEND
      case SENDER_NOT_REGISTERED -> failed(404); // SEND: not available for use by the customer
      case SENDER_NOT_ALLOWED, SENDER_UNVERIFIED, CAMPAIGN_MISSING -> failed(403); // ours
      case CONTENT_TOO_LONG, CONTENT_NOT_ENCODABLE, CONTENT_UNSUPPORTED -> failed(400); // ours
      case FUNDS_SHORT, PLAN_USED_UP, OPTED_OUT, SPAM, NOT_NOW, WINDOW_CLOSED, CAP_REACHED ->
          failed(403); // ours
      case MEDIA_TOO_LARGE -> failed(413); // MMS has the limit, ours is the status
      case MEDIA_UNSUPPORTED -> failed(415); // ours
      case DESTINATION_NOT_ALLOWED -> failed(403); // SEND: the destination is not available
      case CALLBACK_REFUSED -> failed(400); // ours
      case UNAUTHENTICATED -> failed(401); // SEND
      case FORBIDDEN -> failed(401); // SEND: enterprise not enabled
      case NOT_FOUND -> failed(404); // MDR: no such record
      case METHOD_NOT_ALLOWED -> failed(405); // ours
      case BODY_TOO_LARGE -> failed(413); // ours
      case KEY_REUSED -> failed(409); // ours
      case TOO_MANY_REQUESTS, OVERLOADED, DAY_USED_UP -> failed(429); // ours
      case STORE_DOWN -> failed(503); // ours
      case INTERNAL -> failed(500); // ours
      case NO_CARRIER -> failed(422); // MDR: Failed
      case FAR_END_DOWN, FAR_END_BUSY, THROTTLED -> failed(502); // MDR: Failed
      case REJECTED -> new IntelePeerFault(422, State.REJECTED); // MDR
      case RECIPIENT_UNKNOWN -> new IntelePeerFault(422, State.UNDELIVERABLE); // ours
      case SENDER_REFUSED, CONTENT_REFUSED -> new IntelePeerFault(422, State.REJECTED); // ours
      case UNDELIVERABLE -> new IntelePeerFault(422, State.UNDELIVERABLE); // MDR
      case EXPIRED -> new IntelePeerFault(422, State.EXPIRED); // MDR
      case ATTEMPTS_USED_UP, REPLY_UNREADABLE -> failed(502); // MDR: Failed
      case OUTCOME_UNKNOWN -> new IntelePeerFault(502, State.UNKNOWN); // ours
      case CANCELED -> new IntelePeerFault(409, State.DELETED); // ours
    };
  }

  private static IntelePeerFault failed(int http) {
    return new IntelePeerFault(http, State.FAILED);
  }
}
