package io.carillon.front.mycpaas;

/// The dialect's codes for a refused request, a row each: code, HTTP status, one sentence of ours.
///
/// Sources: *table* = Twilio's published table of error codes; *ours* = a code of that table for
/// something near to what it names, or a status that it leaves open, written down in
/// `docs/reference/mycpaas.md`.
enum Code { // table
  BAD_REQUEST(20001, 400, "The request cannot be used."), // table
  UNAUTHENTICATED(20003, 401, "Authenticate"), // table
  WRONG_METHOD(20004, 405, "The resource does not know this method."), // table
  NOT_ACTIVE(20005, 403, "The account is not active."), // table
  FUNDS_SHORT(20005, 403, "The account's balance does not cover this message."), // table
  NOT_COMPLETE(20009, 409, "The message is not at its end yet; try again later."), // table
  FORBIDDEN(20403, 403, "The credentials do not allow this."), // table
  NOT_FOUND(20404, 404, "The requested resource was not found."), // table
  CONFLICT(20409, 409, "The Idempotency-Key was used with another request."), // ours
  TOO_LARGE(20413, 413, "The request body is over the limit."), // ours
  TOO_MANY(20429, 429, "Too many requests; wait as long as the header Retry-After says."), // table
  INTERNAL(20500, 500, "Something broke on our side."), // table
  UNAVAILABLE(20503, 503, "It could not be kept; nothing happened."), // table
  TO_INVALID(21211, 400, "Invalid 'To' phone number."), // table
  FROM_INVALID(21212, 400, "Invalid 'From' number."), // table
  SAME_ENDS(21266, 400, "'To' and 'From' number cannot be the same."), // table
  URL_INVALID(21402, 400, "The URL cannot be used."), // table
  METHOD_INVALID(21403, 400, "The method must be GET or POST."), // table
  REGION_NOT_ALLOWED(21408, 400, "The account may not send to this region."), // table
  NUMBER_INVALID(21421, 400, "'PhoneNumber' is not valid."), // table
  NUMBER_NOT_AVAILABLE(21422, 400, "'PhoneNumber' is not available."), // table
  AREA_CODE_INVALID(21451, 400, "'AreaCode' must be three digits."), // table
  BODY_REQUIRED(21602, 400, "A message body is required."), // table
  FROM_MISSING(21603, 400, "A 'From' number is required to send a message."), // table
  TO_MISSING(21604, 400, "A 'To' number is required to send a message."), // table
  FROM_NOT_OWNED(21606, 400, "The 'From' number is not a sender of this account."), // table
  CALLBACK_INVALID(21609, 400, "The 'StatusCallback' URL cannot be called."), // table
  OPTED_OUT(21610, 400, "The recipient has opted out of messages from this sender."), // table
  NO_ROUTE(21612, 400, "No carrier takes this from this 'From' to this 'To'."), // table
  BODY_TOO_LONG(21617, 400, "The body is longer than 1,600 characters."), // table
  CONTENT_MISSING(21619, 400, "A body or a media URL is required to send a message."), // table
  MEDIA_INVALID(21620, 400, "A 'MediaUrl' cannot be used."), // table
  MEDIA_TOO_MANY(21623, 400, "A message may have at most 10 media."), // table
  VALIDITY_OUT_OF_RANGE(21624, 400, "'ValidityPeriod' must be from 1 to 36000 seconds."), // table
  CONTENT_SID_INVALID(21655, 400, "The 'ContentSid' is not known here."), // table
  CONTENT_VARIABLES_INVALID(
      21656, 400, "'ContentVariables' must be a JSON object of strings."), // table
  SERVICE_UNKNOWN(21701, 400, "The messaging service does not exist."), // table
  POOL_EMPTY(21703, 400, "The messaging service has no sender for this message."), // table
  SERVICE_INVALID(21705, 400, "'MessagingServiceSid' must be MG and 32 hex digits."), // table
  IN_POOL_ALREADY(21710, 409, "The sender is in this messaging service already."), // table
  NOT_IN_POOL(21711, 400, "The sender is not in this messaging service."), // table
  IN_ANOTHER_POOL(21712, 409, "The sender is in another messaging service."), // table
  POOL_FULL(21714, 400, "The messaging service has 400 senders."), // table
  TWO_CHANNELS(21910, 400, "'From' and 'To' must be of the same channel."), // table
  FILTERED(30007, 400, "The content was judged to be spam."), // table
  CONTENT_RETENTION(30029, 400, "'ContentRetention' cannot be had."), // table
  ADDRESS_RETENTION(30030, 400, "'AddressRetention' cannot be had."), // table
  CAP_REACHED(30023, 400, "The campaign has sent what its carrier lets it send."), // table
  UPDATE_INVALID(
      30400, 400, "Give either an empty 'Body', to redact, or 'Status=canceled'."), // table
  NOT_CANCELABLE(30409, 409, "This message cannot be canceled any more."), // table
  NOT_NOW(30610, 400, "The recipient may not be written to at this time."), // table
  SEND_AT_MISSING(35111, 400, "'ScheduleType' needs 'SendAt'."), // table
  SEND_AT_INVALID(35115, 400, "'SendAt' must be an ISO 8601 time, at most 35 days ahead."), // table
  SCHEDULE_TYPE_INVALID(35126, 400, "'ScheduleType' must be 'fixed'."), // table
  WINDOW_CLOSED(63016, 400, "The recipient has not written lately: only templates go."), // table
  PLAN_USED_UP(63038, 403, "The account has sent what its plan has for this month."), // ours
  DAY_USED_UP(63038, 429, "The account has sent what it may send on one day."); // table

  private final int number;
  private final int http;
  private final String words;

  Code(int number, int http, String words) {
    this.number = number;
    this.http = http;
    this.words = words;
  }

  /// The code in `code` and in the address of its page.
  int number() {
    return number;
  }

  /// The HTTP status of a refused request.
  int http() {
    return http;
  }

  /// What happened, where nothing more exact is known.
  String words() {
    return words;
  }
}
