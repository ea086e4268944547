package io.carillon.wire.smpp;

/// Why a session ended, or why there was none.
///
/// @param status the command_status the peer refused with; 0 where it did not
/// @param detail words for operators
public record SessionEnd(Reason reason, int status, String detail) {
  /// Why.
  public enum Reason {
    /// We unbound, in order.
    UNBOUND,
    /// The peer unbound, in order.
    PEER_UNBOUND,
    /// We closed without unbinding.
    CLOSED,
    /// The peer closed without unbinding.
    PEER_CLOSED,
    /// No connection could be made.
    UNREACHABLE,
    /// The connection broke.
    LINK_FAILED,
    /// The peer refused our bind, or we refused the peer's.
    BIND_REFUSED,
    /// No bind came to an end in time.
    BIND_TIMED_OUT,
    /// The peer did not answer an enquire_link.
    SILENT,
    /// The peer did not read what we wrote.
    WRITE_STALLED,
    /// The peer sent a length that cannot be.
    BAD_STREAM,
    /// Our own handler failed.
    HANDLER_FAILED
  }

  static SessionEnd of(Reason reason, String detail) {
    return new SessionEnd(reason, 0, detail);
  }

  static SessionEnd refused(int status) {
    return new SessionEnd(Reason.BIND_REFUSED, status, CommandStatus.describe(status));
  }

  @Override
  public String toString() {
    return reason + (detail.isEmpty() ? "" : ": " + detail);
  }
}
