package io.carillon.front.smpp;

import io.carillon.front.door.Saying;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.smpp.CommandStatus;

/// The command_status in which a refusal is said (SMPP 3.4 §5.1.3), and the three digits in which a
/// receipt names a fault. What may pass is said so that common clients try again (RMSGQFUL,
/// RTHROTTLED, RSYSERR); what never will so that they give up.
final class EsmeFault {
  private EsmeFault() {}

  /// How this dialect says a fault.
  static Saying saying(Fault fault) {
    var status = "ESME_" + EsmeMapping.statusWord(status(fault));
    return new Saying(0, status, "%03d".formatted(fault.code()));
  }

  /// What the ESME is told.
  static int status(Refusal refusal) {
    return refusal.fault() == Fault.FIELD_INVALID
        ? ofField(refusal.field())
        : status(refusal.fault());
  }

  /// A field that is named by its place in the canonical request.
  private static int ofField(String field) { // table
    return switch (field) {
      case "send_at" -> CommandStatus.RINVSCHED;
      case "validity" -> CommandStatus.RINVEXPIRY;
      case "text", "data" -> CommandStatus.RINVMSGLEN;
      case "from" -> CommandStatus.RINVSRCADR;
      case "to" -> CommandStatus.RINVDSTADR;
      default -> CommandStatus.RSUBMITFAIL;
    };
  }

  static int status(Fault fault) { // table
    return switch (fault) {
      case MALFORMED, FIELD_MISSING, FIELD_INVALID -> CommandStatus.RSUBMITFAIL;
      case RECIPIENT_INVALID, RECIPIENT_UNKNOWN, DESTINATION_NOT_ALLOWED ->
          CommandStatus.RINVDSTADR;
      case SENDER_INVALID,
          SENDER_NOT_REGISTERED,
          SENDER_NOT_ALLOWED,
          SENDER_UNVERIFIED,
          CAMPAIGN_MISSING,
          SENDER_REFUSED ->
          CommandStatus.RINVSRCADR;
      case CONTENT_TOO_LONG -> CommandStatus.RINVMSGLEN;
      case CONTENT_NOT_ENCODABLE, CONTENT_UNSUPPORTED -> CommandStatus.RINVDCS;
      // A person who wants no more, or content that may not be: rejected for good.
      case OPTED_OUT,
          NOT_NOW,
          WINDOW_CLOSED,
          CAP_REACHED,
          SPAM,
          CONTENT_REFUSED,
          MEDIA_TOO_LARGE,
          MEDIA_UNSUPPORTED ->
          CommandStatus.RX_R_APPN;
      case FUNDS_SHORT,
          PLAN_USED_UP,
          DAY_USED_UP,
          FORBIDDEN,
          CALLBACK_REFUSED,
          NO_CARRIER,
          REJECTED,
          CANCELED ->
          CommandStatus.RSUBMITFAIL;
      case UNAUTHENTICATED -> CommandStatus.RINVPASWD;
      case NOT_FOUND -> CommandStatus.RINVMSGID;
      case METHOD_NOT_ALLOWED -> CommandStatus.RINVCMDID;
      case BODY_TOO_LARGE -> CommandStatus.RINVMSGLEN;
      case KEY_REUSED -> CommandStatus.RSUBMITFAIL;
      // Our queue before the carrier is full; their own pace is THROTTLED.
      case TOO_MANY_REQUESTS, OVERLOADED -> CommandStatus.RMSGQFUL;
      case THROTTLED -> CommandStatus.RTHROTTLED;
      case STORE_DOWN, INTERNAL, REPLY_UNREADABLE -> CommandStatus.RSYSERR;
      case FAR_END_DOWN, FAR_END_BUSY, ATTEMPTS_USED_UP, OUTCOME_UNKNOWN, UNDELIVERABLE, EXPIRED ->
          CommandStatus.RSUBMITFAIL;
    };
  }
}
