package io.carillon.front.v2;

import io.carillon.model.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What the native API adds to a fault, a row each; its code and message are the fault's own.
///
/// @param http the status when the fault refuses a request
/// @param resolution what to do about it, one sentence
record V2Fault(int http, String resolution) {
  private static final Map<Fault, V2Fault> ROWS = new EnumMap<>(Fault.class);

  static {
    for (var fault : Fault.values()) {
      ROWS.put(fault, row(fault));
    }
  }

  /// The row of a fault.
  static V2Fault of(Fault fault) {
    return Objects.requireNonNull(ROWS.get(fault));
  }

  private static V2Fault row(Fault fault) { // table
    return switch (fault) {
      case MALFORMED -> new V2Fault(400, "Send sound HTTP; a body is one JSON object in UTF-8.");
      case FIELD_MISSING -> new V2Fault(400, "Add the fields that are named.");
      case FIELD_INVALID -> new V2Fault(400, "Change the fields that are named.");
      case RECIPIENT_INVALID ->
          new V2Fault(400, "Write the number as + with country code and number.");
      case SENDER_INVALID -> new V2Fault(400, "Use a sender of your account.");
      case SENDER_NOT_REGISTERED ->
          new V2Fault(403, "Register the sender, or use one that is registered.");
      case SENDER_NOT_ALLOWED -> new V2Fault(403, "Use a sender that the country allows.");
      case SENDER_UNVERIFIED -> new V2Fault(403, "Have the toll-free number verified.");
      case CAMPAIGN_MISSING -> new V2Fault(403, "Assign the number to an active campaign.");
      case CONTENT_TOO_LONG -> new V2Fault(400, "Shorten the text.");
      case CONTENT_NOT_ENCODABLE ->
          new V2Fault(400, "Let the encoding be chosen, or take out the character that is named.");
      case CONTENT_UNSUPPORTED -> new V2Fault(422, "Choose a channel that carries this content.");
      case FUNDS_SHORT -> new V2Fault(402, "Add funds to the account.");
      case PLAN_USED_UP ->
          new V2Fault(402, "Wait for the next month, or have the account put on another plan.");
      case DAY_USED_UP ->
          new V2Fault(429, "Send after midnight (UTC), or have the account's limit raised.");
      case OPTED_OUT -> new V2Fault(403, "Do not write to this person until they opt in again.");
      case NOT_NOW -> new V2Fault(403, "Send it later, or have it deferred by the policy.");
      case WINDOW_CLOSED -> new V2Fault(403, "Send a template, or name another channel.");
      case CAP_REACHED -> new V2Fault(403, "Send it later, or let it wait by the policy.");
      case SPAM -> new V2Fault(422, "Change the content.");
      case MEDIA_TOO_LARGE -> new V2Fault(413, "Compress the file.");
      case MEDIA_UNSUPPORTED -> new V2Fault(415, "Use a format that the channel carries.");
      case DESTINATION_NOT_ALLOWED ->
          new V2Fault(403, "Have the destination enabled for the account.");
      case CALLBACK_REFUSED ->
          new V2Fault(400, "Use an http or https URL with a public address, or have it allowed.");
      case UNAUTHENTICATED ->
          new V2Fault(401, "Send a valid key as Authorization: Bearer or as X-API-Key.");
      case FORBIDDEN ->
          new V2Fault(403, "Use a key with the scope that is named, of an active account.");
      case NOT_FOUND -> new V2Fault(404, "Check the path and the id.");
      case METHOD_NOT_ALLOWED -> new V2Fault(405, "Use a method that the header Allow names.");
      case BODY_TOO_LARGE -> new V2Fault(413, "Send a smaller body.");
      case KEY_REUSED -> new V2Fault(409, "Use a new key for a new request.");
      case TOO_MANY_REQUESTS -> new V2Fault(429, "Wait as long as the header Retry-After says.");
      case OVERLOADED -> new V2Fault(503, "Send again after the time in the header Retry-After.");
      case STORE_DOWN -> new V2Fault(503, "Send again after the time in the header Retry-After.");
      case INTERNAL -> new V2Fault(500, "Try again; tell us the request id if it stays.");
      case NO_CARRIER -> new V2Fault(422, "Choose another channel, or have a carrier configured.");
      case FAR_END_DOWN -> new V2Fault(502, "Send again later.");
      case FAR_END_BUSY -> new V2Fault(502, "Send again later.");
      case THROTTLED -> new V2Fault(502, "Send again later.");
      case REJECTED ->
          new V2Fault(
              422, "Check recipient, sender and content; the carrier's own code is its reason.");
      case RECIPIENT_UNKNOWN -> new V2Fault(422, "Check the number.");
      case SENDER_REFUSED ->
          new V2Fault(422, "Register the sender for the destination, or use another.");
      case CONTENT_REFUSED -> new V2Fault(422, "Change the content.");
      case UNDELIVERABLE ->
          new V2Fault(422, "Check the number; send again if the person may be reachable now.");
      case EXPIRED -> new V2Fault(422, "Send again, with a longer validity if it may wait.");
      case ATTEMPTS_USED_UP -> new V2Fault(502, "Send again later.");
      case OUTCOME_UNKNOWN -> new V2Fault(502, "Send again only if a second copy does no harm.");
      case REPLY_UNREADABLE ->
          new V2Fault(502, "Send again later; tell us the message id if it stays.");
      case CANCELED -> new V2Fault(409, "Nothing needs to be done.");
    };
  }
}
