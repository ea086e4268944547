package io.carillon.wire.smpp;

import java.util.List;

/// Told what comes in on one bound session. All calls come from the session's reading thread, one
/// at a time, a batch at a time; the lists belong to the handler.
///
/// While a call runs nothing is read and what it sends waits until it returns (see
/// `SmppSession.flush`), so it should hand over long work. An exception out of a call ends the
/// session.
public interface SmppHandler {
  /// Makes the handler of each session that becomes bound.
  interface Factory {
    /// Called on the reading thread once the bind is done; the session may be used at once.
    SmppHandler onBound(SmppSession session);

    /// A client's session is over, after its handler was told, or an attempt at one failed. Called
    /// on the thread that makes the next attempt; a server tells its handlers alone.
    default void onEnd(SessionEnd end) {}
  }

  /// Requests of ours that are settled. Their slots are free already.
  void onAnswers(List<Answer> answers);

  /// Requests of the peer. Each is to be answered once by `SmppSession.respond`, now or later, from
  /// any thread; the session answers enquire_link and unbind itself.
  void onRequests(List<Incoming> requests);

  /// A subscriber is back (alert_notification).
  default void onAlert(Pdu.AlertNotification alert) {}

  /// There is room again after `offer` refused a request.
  default void onRoom() {}

  /// The session is over; nothing comes after this. All requests were answered before.
  void onClosed(SessionEnd end);
}
