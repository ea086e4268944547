package io.carillon.front.pantheon;

import io.carillon.model.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How the dialect says each fault, a row each.
///
/// The codes `SMS_001` … `SMS_006`, `MMS_001`, `MMS_002` are those of the table "Error Codes" on
/// the page "SMS & MMS"; every HTTP status and every other word is our choice, written down in
/// `docs/reference/pantheoncloud.md`. Status and code serve a refused request; code, message and
/// resolution also tell why an accepted message failed.
///
/// @param http the status when the fault refuses a request
/// @param code the stable word for programs
/// @param message what happened, one sentence
/// @param resolution what to do about it, one sentence
record PantheonFault(int http, String code, String message, String resolution) {
  private static final Map<Fault, PantheonFault> ROWS = new EnumMap<>(Fault.class);

  static {
    for (var fault : Fault.values()) {
      ROWS.put(fault, row(fault));
    }
  }

  /// The row of a fault.
  static PantheonFault of(Fault fault) {
    return Objects.requireNonNull(ROWS.get(fault));
  }

  private static PantheonFault row(Fault fault) { // table
    return switch (fault) {
      case MALFORMED ->
          new PantheonFault(
              400,
              "invalid_request",
              "The request could not be read.",
              "Send one JSON object in UTF-8.");
      case FIELD_MISSING ->
          new PantheonFault(
              400,
              "missing_field",
              "A required field is missing.",
              "Add the fields that are named.");
      case FIELD_INVALID ->
          new PantheonFault(
              400,
              "invalid_field",
              "A field has a value that cannot be used.",
              "Change the fields that are named.");
      case RECIPIENT_INVALID ->
          new PantheonFault(
              400,
              "SMS_001",
              "The recipient is not a phone number in E.164 format.",
              "Write the number as + with country code and number, such as +14155550123.");
      case SENDER_INVALID ->
          new PantheonFault(
              400,
              "SMS_001",
              "The sender is neither a number in E.164 format nor another known sender form.",
              "Use a sender of your account; write a number as + with country code and number.");
      case CONTENT_TOO_LONG ->
          new PantheonFault(
              400,
              "SMS_002",
              "The text is longer than 1,600 characters.",
              "Shorten the text, or the links in it.");
      case FUNDS_SHORT ->
          new PantheonFault(
              402,
              "SMS_003",
              "The balance does not cover this message.",
              "Add funds to the account, or change its plan.");
      case PLAN_USED_UP ->
          new PantheonFault(
              402,
              "SMS_003",
              "The account has used what its plan has for this month.",
              "Wait for the next month, or change the plan of the account.");
      case DAY_USED_UP ->
          new PantheonFault(
              429,
              "day_used_up",
              "The account has sent what it may send on one day.",
              "Wait as long as the header Retry-After says, or have the limit of the account"
                  + " raised.");
      case OPTED_OUT ->
          new PantheonFault(
              403,
              "SMS_004",
              "The recipient has opted out.",
              "Take the number off your list until the person opts in again.");
      case SPAM ->
          new PantheonFault(
              422,
              "SMS_005",
              "The content was judged to be spam.",
              "Read the content rules and send other content.");
      case SENDER_NOT_REGISTERED, SENDER_NOT_ALLOWED, SENDER_UNVERIFIED, CAMPAIGN_MISSING ->
          new PantheonFault(
              403,
              "SMS_006",
              "The sender is not registered for this account and destination.",
              "Register the sender, or use one that is registered.");
      case MEDIA_TOO_LARGE ->
          new PantheonFault(
              413, "MMS_001", "A media file is over 1.5 MB.", "Compress the file and send again.");
      case MEDIA_UNSUPPORTED ->
          new PantheonFault(
              415,
              "MMS_002",
              "A media file has a format that is not carried.",
              "Use JPG, PNG, GIF, MP4, audio, PDF or vCard.");
      case CONTENT_NOT_ENCODABLE ->
          new PantheonFault(
              400,
              "not_encodable",
              "The text does not fit the encoding that was asked for.",
              "Ask for the encoding auto, or take out the character that is named.");
      case CONTENT_UNSUPPORTED ->
          new PantheonFault(
              422,
              "content_unsupported",
              "The channel does not carry this content.",
              "Choose a channel that carries this content.");
      case NOT_NOW ->
          new PantheonFault(
              403,
              "not_now",
              "The recipient may not be written to at this time.",
              "Send it later, at the time that is named.");
      case WINDOW_CLOSED ->
          new PantheonFault(
              403,
              "window_closed",
              "The recipient has not written for so long that only templates go.",
              "Send a template, or choose another channel.");
      case CAP_REACHED ->
          new PantheonFault(
              403,
              "cap_reached",
              "The campaign has sent what its carrier lets it send.",
              "Send it later, at the time that is named.");
      case DESTINATION_NOT_ALLOWED ->
          new PantheonFault(
              403,
              "destination_not_allowed",
              "The account may not send to this destination.",
              "Have the destination enabled for the account.");
      case CALLBACK_REFUSED ->
          new PantheonFault(
              400,
              "webhook_refused",
              "The webhook URL may not be called.",
              "Use an http or https URL with a public address, or have its address allowed.");
      case UNAUTHENTICATED ->
          new PantheonFault(
              401,
              "unauthorized",
              "The API key is missing, unknown, expired or revoked.",
              "Send a valid key as Authorization: Bearer or as X-API-Key.");
      case FORBIDDEN ->
          new PantheonFault(
              403,
              "forbidden",
              "The API key does not allow this.",
              "Use a key with the scope that is named, of an active account.");
      case NOT_FOUND ->
          new PantheonFault(
              404, "not_found", "There is no such resource.", "Check the path and the id.");
      case METHOD_NOT_ALLOWED ->
          new PantheonFault(
              405,
              "method_not_allowed",
              "The resource does not know this method.",
              "Use a method that the header Allow names.");
      case BODY_TOO_LARGE ->
          new PantheonFault(
              413,
              "body_too_large",
              "The request body is over the limit.",
              "Send a smaller body: at most 256 KiB.");
      case KEY_REUSED ->
          new PantheonFault(
              409,
              "idempotency_conflict",
              "The idempotency key was used with another request.",
              "Use a new key for a new request.");
      case TOO_MANY_REQUESTS ->
          new PantheonFault(
              429,
              "rate_limited",
              "Too many requests.",
              "Wait as long as the header Retry-After says.");
      case OVERLOADED ->
          new PantheonFault(
              503,
              "overloaded",
              "The server is at its limit; nothing was accepted.",
              "Send again after the time in the header Retry-After.");
      case STORE_DOWN ->
          new PantheonFault(
              503,
              "unavailable",
              "The message could not be kept; nothing was accepted.",
              "Send again after the time in the header Retry-After.");
      case INTERNAL ->
          new PantheonFault(
              500,
              "internal_error",
              "Something broke on our side.",
              "Send again with the same Idempotency-Key; tell us the request id if it stays.");
      case NO_CARRIER ->
          new PantheonFault(
              422,
              "channel_unavailable",
              "No carrier is configured for this channel.",
              "Choose another channel, or have a carrier configured.");
      case FAR_END_DOWN ->
          new PantheonFault(
              502, "carrier_unreachable", "The carrier could not be reached.", "Send again later.");
      case FAR_END_BUSY ->
          new PantheonFault(
              502, "carrier_busy", "The carrier could not take the message.", "Send again later.");
      case THROTTLED ->
          new PantheonFault(
              502, "carrier_throttled", "The carrier asked us to slow down.", "Send again later.");
      case REJECTED ->
          new PantheonFault(
              422,
              "carrier_rejected",
              "The carrier refused the message.",
              "Check recipient, sender and content; carrier_code is the carrier's own reason.");
      case RECIPIENT_UNKNOWN ->
          new PantheonFault(
              422,
              "recipient_unknown",
              "The carrier does not know the recipient.",
              "Check the number, or take it off your list.");
      case SENDER_REFUSED ->
          new PantheonFault(
              422,
              "sender_refused",
              "The carrier refused the sender.",
              "Register the sender for the destination, or use another.");
      case CONTENT_REFUSED ->
          new PantheonFault(
              422, "content_refused", "The carrier refused the content.", "Change the content.");
      case UNDELIVERABLE ->
          new PantheonFault(
              422,
              "undelivered",
              "The carrier could not deliver the message.",
              "Check the number; send again if the person may be reachable now.");
      case EXPIRED ->
          new PantheonFault(
              422,
              "expired",
              "The message could not be delivered within its validity.",
              "Send again, with a longer validity if it may wait.");
      case ATTEMPTS_USED_UP ->
          new PantheonFault(
              502,
              "attempts_used_up",
              "The carrier did not take the message in the allowed tries.",
              "Send again later.");
      case OUTCOME_UNKNOWN ->
          new PantheonFault(
              502,
              "outcome_unknown",
              "The line broke before the carrier answered; it may have been delivered.",
              "Send again only if a second copy does no harm.");
      case REPLY_UNREADABLE ->
          new PantheonFault(
              502,
              "carrier_unreadable",
              "The carrier's answer made no sense.",
              "Send again later; tell us the message id if it stays.");
      case CANCELED ->
          new PantheonFault(
              409,
              "cancelled",
              "The message was cancelled before it was sent.",
              "Nothing needs to be done.");
    };
  }
}
