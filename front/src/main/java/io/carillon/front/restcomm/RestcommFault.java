package io.carillon.front.restcomm;

import io.carillon.model.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How the dialect says each fault, a row each.
///
/// Sources: *C* = Restcomm-Connect, *RC* = the page "Reason Codes"; every other row is our choice,
/// written down in `docs/reference/restcomm.md`. Status, error and reason serve a refused request;
/// `ended` tells why an accepted message failed.
///
/// @param http the status when the fault refuses a request
/// @param reason the number when it refuses one: the HTTP status where the dictionary has no other
/// @param error the stable word for programs
/// @param ended the error code of a message that ended so
record RestcommFault(int http, int reason, String error, ReasonCode ended) {
  private static final Map<Fault, RestcommFault> ROWS = new EnumMap<>(Fault.class);

  static {
    for (var fault : Fault.values()) {
      ROWS.put(fault, row(fault));
    }
  }

  /// The row of a fault.
  static RestcommFault of(Fault fault) {
    return Objects.requireNonNull(ROWS.get(fault));
  }

  private static RestcommFault row(Fault fault) { // table
    return switch (fault) {
      case MALFORMED,
          FIELD_MISSING,
          FIELD_INVALID, // C: 400 and a text
          CONTENT_TOO_LONG,
          CONTENT_NOT_ENCODABLE,
          CALLBACK_REFUSED ->
          protocol(fault, 400, ReasonCode.UNKNOWN_ERROR);
      case RECIPIENT_INVALID -> protocol(fault, 400, ReasonCode.UNKNOWN_HANDSET);
      case SENDER_INVALID,
          SENDER_NOT_REGISTERED,
          SENDER_NOT_ALLOWED,
          SENDER_UNVERIFIED,
          CAMPAIGN_MISSING ->
          protocol(fault, 400, ReasonCode.CARRIER_VIOLATION);
      case CONTENT_UNSUPPORTED -> unsupported(400); // RC: 1002
      case FUNDS_SHORT, PLAN_USED_UP ->
          new RestcommFault(403, 403, "SMS_LIMIT_EXCEEDED", ReasonCode.PRICE_EXCEEDS_MAX); // C
      case DAY_USED_UP ->
          new RestcommFault(429, 429, "SMS_LIMIT_EXCEEDED", ReasonCode.PRICE_EXCEEDS_MAX); // C
      case OPTED_OUT, NOT_NOW, WINDOW_CLOSED, CAP_REACHED ->
          protocol(fault, 403, ReasonCode.MESSAGE_BLOCKED);
      case SPAM -> protocol(fault, 403, ReasonCode.CARRIER_VIOLATION);
      case MEDIA_TOO_LARGE -> protocol(fault, 413, ReasonCode.UNKNOWN_ERROR);
      case MEDIA_UNSUPPORTED -> protocol(fault, 415, ReasonCode.UNKNOWN_ERROR);
      case DESTINATION_NOT_ALLOWED -> protocol(fault, 403, ReasonCode.CARRIER_VIOLATION);
      case UNAUTHENTICATED -> protocol(fault, 401, ReasonCode.UNKNOWN_ERROR); // C: no body
      case FORBIDDEN -> protocol(fault, 403, ReasonCode.ACCOUNT_SUSPENDED); // C
      case NOT_FOUND -> protocol(fault, 404, ReasonCode.UNKNOWN_ERROR); // C: no body
      case METHOD_NOT_ALLOWED -> protocol(fault, 405, ReasonCode.UNKNOWN_ERROR);
      case BODY_TOO_LARGE -> protocol(fault, 413, ReasonCode.UNKNOWN_ERROR);
      case KEY_REUSED -> protocol(fault, 409, ReasonCode.UNKNOWN_ERROR);
      case TOO_MANY_REQUESTS, OVERLOADED -> protocol(fault, 429, ReasonCode.QUEUE_OVERFLOW);
      case STORE_DOWN -> protocol(fault, 503, ReasonCode.UNKNOWN_ERROR);
      case INTERNAL ->
          new RestcommFault(
              500,
              ReasonCode.INTERNAL_ERROR.number(), // RC
              "INTERNAL_ERROR",
              ReasonCode.UNKNOWN_ERROR);
      case NO_CARRIER ->
          new RestcommFault(
              403,
              ReasonCode.FEATURE_NOT_SUPPORTED.number(), // RC
              "FEATURE_NOT_SUPPORTED",
              ReasonCode.UNREACHABLE_CARRIER);
      case FAR_END_DOWN, FAR_END_BUSY, THROTTLED, ATTEMPTS_USED_UP ->
          protocol(fault, 502, ReasonCode.UNREACHABLE_CARRIER); // C: throttled
      case REJECTED, OUTCOME_UNKNOWN, REPLY_UNREADABLE ->
          protocol(fault, 502, ReasonCode.UNKNOWN_ERROR); // C: other refusals of a submit
      case RECIPIENT_UNKNOWN -> protocol(fault, 400, ReasonCode.UNKNOWN_HANDSET);
      case SENDER_REFUSED, CONTENT_REFUSED -> protocol(fault, 400, ReasonCode.CARRIER_VIOLATION);
      case UNDELIVERABLE, EXPIRED -> protocol(fault, 502, ReasonCode.UNREACHABLE_HANDSET);
      case CANCELED -> protocol(fault, 409, ReasonCode.UNKNOWN_ERROR);
    };
  }

  private static RestcommFault protocol(Fault fault, int http, ReasonCode ended) {
    return new RestcommFault(http, http, fault.name(), ended);
  }

  private static RestcommFault unsupported(int http) {
    var code = ReasonCode.FEATURE_NOT_SUPPORTED;
    return new RestcommFault(http, code.number(), code.name(), code);
  }
}
