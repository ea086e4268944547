package io.carillon.wire.smpp;

/// What became of a request handed to a session. `attachment` is what was handed over with it.
public sealed interface Answer {
  Object attachment();

  /// The peer answered. A generic_nack is an answer too.
  record Responded(Object attachment, Pdu.Response response) implements Answer {}

  /// No answer will come.
  record Unanswered(Object attachment, Cause cause) implements Answer {}

  /// Why no answer will come.
  enum Cause {
    /// None came in time: the peer may have taken the request or not.
    TIMED_OUT,
    /// The link went before one came: the peer may have taken the request or not.
    LINK_LOST,
    /// One came that could not be read: the peer may have taken the request or not.
    UNREADABLE,
    /// The link went before a single octet of the request was handed to it.
    NOT_SENT
  }
}
