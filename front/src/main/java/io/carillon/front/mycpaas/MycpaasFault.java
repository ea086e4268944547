package io.carillon.front.mycpaas;

import io.carillon.model.Fault;

/// How the dialect says each fault, a row each: the code that refuses a request, and the
/// `error_code` of a message that was accepted and failed.
///
/// Every code is one of Twilio's published table; which fault takes which code is the map of
/// `docs/reference/mycpaas.md`.
///
/// @param refused the code and HTTP status when the fault refuses a request
/// @param failed the `error_code` when it ends a message
record MycpaasFault(Code refused, int failed) {
  private static final int QUEUE_OVERFLOW = 30001;
  private static final int SUSPENDED = 30002;
  private static final int UNREACHABLE = 30003;
  private static final int BLOCKED = 30004;
  private static final int UNKNOWN_HANDSET = 30005;
  private static final int FILTERED = 30007;
  private static final int UNKNOWN = 30008;
  private static final int CAP_EXCEEDED = 30023;
  private static final int UNVERIFIED = 30032;
  private static final int UNREGISTERED = 30034;
  private static final int EXPIRED = 30036;
  private static final int OUTSIDE_WINDOW = 63016;

  /// The row of a fault.
  static MycpaasFault of(Fault fault) { // table
    return switch (fault) {
      case MALFORMED, FIELD_MISSING, FIELD_INVALID -> row(Code.BAD_REQUEST, UNKNOWN);
      case RECIPIENT_INVALID -> row(Code.TO_INVALID, UNKNOWN_HANDSET);
      case SENDER_INVALID -> row(Code.FROM_INVALID, UNREGISTERED);
      case SENDER_NOT_REGISTERED -> row(Code.FROM_NOT_OWNED, UNREGISTERED);
      case SENDER_NOT_ALLOWED -> row(Code.NO_ROUTE, BLOCKED);
      case CAMPAIGN_MISSING -> row(Code.NO_ROUTE, UNREGISTERED);
      case SENDER_UNVERIFIED -> row(Code.NO_ROUTE, UNVERIFIED);
      case CONTENT_TOO_LONG -> row(Code.BODY_TOO_LONG, UNKNOWN);
      case CONTENT_NOT_ENCODABLE -> row(Code.BAD_REQUEST, UNKNOWN);
      case CONTENT_UNSUPPORTED -> row(Code.NO_ROUTE, UNKNOWN);
      case FUNDS_SHORT -> row(Code.FUNDS_SHORT, SUSPENDED);
      case PLAN_USED_UP -> row(Code.PLAN_USED_UP, SUSPENDED);
      case DAY_USED_UP -> row(Code.DAY_USED_UP, SUSPENDED);
      case OPTED_OUT -> row(Code.OPTED_OUT, BLOCKED);
      case SPAM -> row(Code.FILTERED, FILTERED);
      case MEDIA_TOO_LARGE, MEDIA_UNSUPPORTED -> row(Code.MEDIA_INVALID, UNKNOWN);
      case CAP_REACHED -> row(Code.CAP_REACHED, CAP_EXCEEDED);
      case NOT_NOW -> row(Code.NOT_NOW, BLOCKED);
      case WINDOW_CLOSED -> row(Code.WINDOW_CLOSED, OUTSIDE_WINDOW);
      case DESTINATION_NOT_ALLOWED -> row(Code.REGION_NOT_ALLOWED, BLOCKED);
      case CALLBACK_REFUSED -> row(Code.CALLBACK_INVALID, UNKNOWN);
      case UNAUTHENTICATED -> row(Code.UNAUTHENTICATED, UNKNOWN);
      case FORBIDDEN -> row(Code.FORBIDDEN, SUSPENDED);
      case NOT_FOUND -> row(Code.NOT_FOUND, UNKNOWN);
      case METHOD_NOT_ALLOWED -> row(Code.WRONG_METHOD, UNKNOWN);
      case BODY_TOO_LARGE -> row(Code.TOO_LARGE, UNKNOWN);
      case KEY_REUSED -> row(Code.CONFLICT, UNKNOWN);
      case TOO_MANY_REQUESTS, OVERLOADED -> row(Code.TOO_MANY, QUEUE_OVERFLOW);
      case STORE_DOWN -> row(Code.UNAVAILABLE, UNKNOWN);
      case INTERNAL -> row(Code.INTERNAL, UNKNOWN);
      case NO_CARRIER -> row(Code.NO_ROUTE, UNKNOWN);
      case FAR_END_DOWN, FAR_END_BUSY -> row(Code.UNAVAILABLE, UNKNOWN);
      case THROTTLED -> row(Code.TOO_MANY, QUEUE_OVERFLOW);
      case REJECTED -> row(Code.BAD_REQUEST, UNKNOWN);
      case RECIPIENT_UNKNOWN -> row(Code.TO_INVALID, UNKNOWN_HANDSET);
      case SENDER_REFUSED -> row(Code.FROM_NOT_OWNED, UNREGISTERED);
      case CONTENT_REFUSED -> row(Code.FILTERED, FILTERED);
      case UNDELIVERABLE -> row(Code.BAD_REQUEST, UNREACHABLE);
      case EXPIRED -> row(Code.BAD_REQUEST, EXPIRED);
      case ATTEMPTS_USED_UP, OUTCOME_UNKNOWN, REPLY_UNREADABLE -> row(Code.UNAVAILABLE, UNKNOWN);
      case CANCELED -> row(Code.NOT_CANCELABLE, UNKNOWN);
    };
  }

  private static MycpaasFault row(Code refused, int failed) {
    return new MycpaasFault(refused, failed);
  }

  /// The code of a field that is missing, unreadable or out of range: its own where it has one.
  static Code ofField(String field) { // table
    return switch (field) {
      case "ValidityPeriod" -> Code.VALIDITY_OUT_OF_RANGE;
      case "MediaUrl" -> Code.MEDIA_INVALID;
      case "StatusCallback" -> Code.CALLBACK_INVALID;
      case "send_at" -> Code.SEND_AT_INVALID; // as the engine calls it
      case "text" -> Code.BODY_REQUIRED; // as the engine calls it
      default -> Code.BAD_REQUEST;
    };
  }
}
