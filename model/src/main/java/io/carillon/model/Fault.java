package io.carillon.model;

import java.util.Optional;

/// Everything that can go wrong, in one catalogue. Each dialect maps these to its own codes in one
/// table; `docs/reference/faults.md` is generated from here.
public enum Fault {
  MALFORMED(1, Retry.NO, Blame.CALLER, "The request could not be read."),
  FIELD_MISSING(2, Retry.NO, Blame.CALLER, "A required field is missing."),
  FIELD_INVALID(3, Retry.NO, Blame.CALLER, "A field has a value that cannot be used."),
  RECIPIENT_INVALID(4, Retry.NO, Blame.CALLER, "The recipient is not a phone number in E.164."),
  SENDER_INVALID(5, Retry.NO, Blame.CALLER, "The sender is not an address of a known form."),
  SENDER_NOT_REGISTERED(6, Retry.NO, Blame.CALLER, "The sender is not registered for this use."),
  CONTENT_TOO_LONG(7, Retry.NO, Blame.CALLER, "The text is longer than 1,600 characters."),
  CONTENT_NOT_ENCODABLE(8, Retry.NO, Blame.CALLER, "The text does not fit the asked encoding."),
  CONTENT_UNSUPPORTED(9, Retry.NO, Blame.CALLER, "The channel does not carry this content."),
  FUNDS_SHORT(10, Retry.NO, Blame.CALLER, "The account's balance does not cover the price."),
  OPTED_OUT(11, Retry.NO, Blame.CALLER, "The recipient has opted out."),
  SPAM(12, Retry.NO, Blame.CALLER, "The content was judged to be spam."),
  MEDIA_TOO_LARGE(13, Retry.NO, Blame.CALLER, "A media file is too large."),
  MEDIA_UNSUPPORTED(14, Retry.NO, Blame.CALLER, "A media file has a format that is not carried."),
  DESTINATION_NOT_ALLOWED(15, Retry.NO, Blame.CALLER, "The destination is not allowed."),
  CALLBACK_REFUSED(16, Retry.NO, Blame.CALLER, "The webhook URL may not be called."),
  UNAUTHENTICATED(17, Retry.NO, Blame.CALLER, "The credentials are missing or wrong."),
  FORBIDDEN(18, Retry.NO, Blame.CALLER, "The credentials do not allow this."),
  NOT_FOUND(19, Retry.NO, Blame.CALLER, "There is no such resource."),
  METHOD_NOT_ALLOWED(20, Retry.NO, Blame.CALLER, "The resource does not know this method."),
  BODY_TOO_LARGE(21, Retry.NO, Blame.CALLER, "The request body is over the limit."),
  KEY_REUSED(22, Retry.NO, Blame.CALLER, "The idempotency key was used with another request."),
  TOO_MANY_REQUESTS(23, Retry.YES, Blame.CALLER, "Too many requests; slow down."),
  OVERLOADED(24, Retry.YES, Blame.OURS, "The server is at its limit; try again shortly."),
  STORE_DOWN(25, Retry.YES, Blame.OURS, "The message could not be kept; nothing was accepted."),
  INTERNAL(26, Retry.NO, Blame.OURS, "Something broke on our side."),
  NO_CARRIER(27, Retry.NO, Blame.OURS, "No carrier is configured for this channel."),
  FAR_END_DOWN(28, Retry.YES, Blame.THEIRS, "The carrier could not be reached."),
  FAR_END_BUSY(29, Retry.YES, Blame.THEIRS, "The carrier could not take it just now."),
  THROTTLED(30, Retry.FREE, Blame.NOBODY, "The carrier asked us to slow down."),
  REJECTED(31, Retry.NO, Blame.THEIRS, "The carrier refused the message."),
  RECIPIENT_UNKNOWN(32, Retry.NO, Blame.CALLER, "The carrier does not know the recipient."),
  SENDER_REFUSED(33, Retry.NO, Blame.CALLER, "The carrier refused the sender."),
  CONTENT_REFUSED(34, Retry.NO, Blame.CALLER, "The carrier refused the content."),
  UNDELIVERABLE(35, Retry.NO, Blame.THEIRS, "The carrier could not deliver the message."),
  EXPIRED(36, Retry.NO, Blame.NOBODY, "The message could not be delivered in its time."),
  ATTEMPTS_USED_UP(37, Retry.NO, Blame.THEIRS, "The carrier did not take it in the allowed tries."),
  OUTCOME_UNKNOWN(38, Retry.NO, Blame.THEIRS, "The line broke before the carrier answered."),
  REPLY_UNREADABLE(39, Retry.NO, Blame.THEIRS, "The carrier's answer made no sense to us."),
  CANCELED(40, Retry.NO, Blame.CALLER, "The message was canceled."),
  SENDER_NOT_ALLOWED(41, Retry.NO, Blame.CALLER, "Such a sender may not write to that country."),
  SENDER_UNVERIFIED(42, Retry.NO, Blame.CALLER, "The toll-free sender is not verified."),
  CAMPAIGN_MISSING(43, Retry.NO, Blame.CALLER, "The sender writes for no active campaign."),
  NOT_NOW(45, Retry.NO, Blame.CALLER, "The recipient may not be written to at this time."),
  CAP_REACHED(46, Retry.NO, Blame.CALLER, "The campaign has sent what its carrier lets it send."),
  PLAN_USED_UP(48, Retry.NO, Blame.CALLER, "The account has used what its plan has for the month."),
  DAY_USED_UP(49, Retry.NO, Blame.CALLER, "The account has sent what it may send on one day."),
  WINDOW_CLOSED(
      50,
      Retry.NO,
      Blame.CALLER,
      "The recipient has not written for so long that only templates go.");

  /// Whether another try can help.
  public enum Retry {
    NO,
    YES,
    /// Yes, and it does not count as an attempt.
    FREE
  }

  /// Who can mend it.
  public enum Blame {
    CALLER,
    THEIRS,
    OURS,
    NOBODY
  }

  private final int code;
  private final Retry retry;
  private final Blame blame;
  private final String words;

  Fault(int code, Retry retry, Blame blame, String words) {
    this.code = code;
    this.retry = retry;
    this.blame = blame;
    this.words = words;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// Whether another try can help.
  public Retry retry() {
    return retry;
  }

  /// Who can mend it.
  public Blame blame() {
    return blame;
  }

  /// Whether the request was well formed and the account's rules forbade it: such a refusal is
  /// kept, to be looked up.
  public boolean isPolicy() {
    return this == SENDER_NOT_REGISTERED
        || this == SENDER_NOT_ALLOWED
        || this == SENDER_UNVERIFIED
        || this == CAMPAIGN_MISSING
        || this == FUNDS_SHORT
        || this == PLAN_USED_UP
        || this == DAY_USED_UP
        || this == OPTED_OUT
        || this == SPAM
        || this == DESTINATION_NOT_ALLOWED
        || this == NOT_NOW
        || this == WINDOW_CLOSED
        || this == CAP_REACHED;
  }

  /// Whether it may be the carrier's own: another carrier might take the message all the same.
  public boolean isOfCarrier() {
    return this == FAR_END_DOWN
        || this == FAR_END_BUSY
        || this == REJECTED
        || this == SENDER_REFUSED
        || this == CONTENT_REFUSED;
  }

  /// One public sentence.
  public String words() {
    return words;
  }

  /// One public sentence about a message on a channel.
  public String words(Channel channel) {
    return this == NO_CARRIER ? "No carrier for " + channel.word() + "." : words;
  }

  /// The stable lower-case word in metrics and APIs.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The fault with this word.
  public static Optional<Fault> of(String word) {
    for (var fault : values()) {
      if (fault.word().equals(word)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
