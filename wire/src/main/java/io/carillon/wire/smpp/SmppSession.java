package io.carillon.wire.smpp;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One SMPP connection that is, or is about to be, bound, seen from either end.
///
/// `offer` takes a slot of the window, puts the request in line and returns; what became of it
/// comes to the `SmppHandler` on the reading thread, a batch at a time. Requests of the peer go to
/// the handler and are answered by `respond`. What the handler sends during a call waits until the
/// call returns and is written by the reading thread, so that one read is answered by one write;
/// what others send goes by a writer thread, which writes all that is in line at once.
///
/// Each attachment of a successful `offer` is answered exactly once, also when the session ends.
/// Unanswered requests of ours are bounded by the window, those of the peer by
/// `SessionSettings.requestsInMax`, octets in line by `bufferMax`: beyond these we refuse, or stop
/// reading.
///
/// All methods may be called from any thread and none waits for the peer but `awaitEnd`.
public final class SmppSession {
  private final SessionState state;

  SmppSession(SessionState state) {
    this.state = state;
  }

  /// The bind this session stands on, the peer's or ours.
  ///
  /// @throws IllegalStateException before it is bound
  public Pdu.Bind bind() {
    state.lock.lock();
    try {
      return state.bind();
    } finally {
      state.lock.unlock();
    }
  }

  /// The peer's address, for people.
  public SocketAddress peer() {
    return state.link.peer();
  }

  /// Whether requests can go both ways: bound, and nobody is unbinding.
  public boolean isBound() {
    state.lock.lock();
    try {
      return state.phase == SessionState.Phase.BOUND;
    } finally {
      state.lock.unlock();
    }
  }

  /// Whether it ever came as far as a bind, or one is looked at that came in time.
  boolean wasBound() {
    state.lock.lock();
    try {
      return state.phase != SessionState.Phase.OPEN || state.isChecking(System.nanoTime());
    } finally {
      state.lock.unlock();
    }
  }

  /// How many requests `offer` would take now.
  public int room() {
    state.lock.lock();
    try {
      return state.hasRoom() ? state.settings.window() - state.pending.count() : 0;
    } finally {
      state.lock.unlock();
    }
  }

  /// How many requests of ours wait for an answer.
  public int inFlight() {
    state.lock.lock();
    try {
      return state.pending.count();
    } finally {
      state.lock.unlock();
    }
  }

  /// What was counted so far.
  public SessionCounts counts() {
    state.lock.lock();
    try {
      return state.counts.now();
    } finally {
      state.lock.unlock();
    }
  }

  /// Sends `request` if there is room. Once this returned true, `attachment` comes back in exactly
  /// one `Answer`. After a false while the session is bound, `SmppHandler.onRoom` tells when to try
  /// again.
  ///
  /// @throws PduEncodeException where a field cannot carry its value; no slot is taken
  /// @throws IllegalArgumentException where this end may not send such a request on this bind
  public boolean offer(Pdu.Request request, Object attachment) {
    state.lock.lock();
    try {
      if (!state.hasRoom()) {
        state.refused = true;
        return false;
      }
      state.checkMaySend(request);
      int sequence = state.pending.nextSequence();
      long position = state.outbox.appended();
      state.outbox.append(sequence, request, state.withTlvs);
      int responseId = CommandId.RESPONSE | request.commandId();
      long timeout = state.settings.responseTimeout().toNanos();
      long deadline = state.readingTime(System.nanoTime()) + timeout;
      state.pending.add(sequence, responseId, attachment, deadline, position);
      state.counts.offered++;
      state.wakeWriter();
      return true;
    } finally {
      state.lock.unlock();
    }
  }

  /// Sends what is never answered; false where the session is not bound or its buffer is full.
  ///
  /// @throws IllegalArgumentException where this end may not send it on this bind
  public boolean alert(Pdu.AlertNotification alert) {
    state.lock.lock();
    try {
      boolean full = state.outbox.size() > state.settings.bufferMax();
      if (full || state.phase != SessionState.Phase.BOUND) {
        return false;
      }
      state.checkMaySend(alert);
      state.send(state.pending.nextSequence(), alert);
      return true;
    } finally {
      state.lock.unlock();
    }
  }

  /// Answers a request of the peer. False where it was answered before or the session is over, so
  /// that the peer will not hear it.
  ///
  /// @throws PduEncodeException where a field cannot carry its value; the request stays unanswered
  /// @throws IllegalArgumentException where `response` does not answer such a request, or it came
  ///   to another session
  public boolean respond(Incoming request, Pdu.Response response) {
    int expected = CommandId.RESPONSE | request.pdu().commandId();
    boolean fits =
        response.commandId() == expected || response.commandId() == CommandId.GENERIC_NACK;
    if (!fits || !request.cameTo(state)) {
      throw new IllegalArgumentException(
          CommandId.name(response.commandId()) + " does not answer " + request + " here");
    }
    state.lock.lock();
    try {
      if (state.isEnding() || request.isAnswered()) {
        return false;
      }
      state.outbox.append(request.sequence(), response, state.withTlvs);
      request.markAnswered();
      state.owed--;
      state.relief.signalAll();
      if (state.phase != SessionState.Phase.BOUND) {
        state.advance(System.nanoTime());
      }
      state.wakeWriter();
      return true;
    } finally {
      state.lock.unlock();
    }
  }

  /// Writes what is in line now: for a handler that goes on working after it sent something. Nobody
  /// else needs it.
  public void flush() {
    if (!state.lock.isHeldByCurrentThread()) {
      state.outbox.flush();
    }
  }

  /// Runs `work`; what it offers and answers on this session leaves in one write. The session
  /// stands still meanwhile, so `work` must be short, wait for nothing and touch no other session.
  public void together(Runnable work) {
    boolean ends = false;
    state.lock.lock();
    try {
      ends = state.isSendingAlone();
      work.run();
    } finally {
      state.lock.unlock();
      if (ends) {
        state.outbox.flush();
      }
    }
  }

  /// Begins an orderly end and returns at once: no new request of ours is taken; once nothing is
  /// owed either way, or after `limit`, unbind is sent. Its response and the last octets have
  /// `SessionSettings.unbindTimeout` each.
  public void unbind(Duration limit) {
    state.lock.lock();
    try {
      if (state.phase == SessionState.Phase.OPEN) {
        state.breakOff(SessionEnd.of(SessionEnd.Reason.CLOSED, ""));
      } else if (state.phase == SessionState.Phase.BOUND) {
        long now = System.nanoTime();
        state.enter(SessionState.Phase.DRAINING, now, limit);
        state.advance(now);
        state.outbox.wake();
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Closes the connection at once.
  public void close() {
    state.lock.lock();
    try {
      state.breakOff(SessionEnd.of(SessionEnd.Reason.CLOSED, ""));
    } finally {
      state.lock.unlock();
    }
  }

  /// Why the session ended; nothing while it lasts.
  public Optional<SessionEnd> end() {
    state.lock.lock();
    try {
      boolean over = state.phase == SessionState.Phase.CLOSED;
      return over ? Optional.ofNullable(state.end) : Optional.empty();
    } finally {
      state.lock.unlock();
    }
  }

  /// Waits until the session is over and its handler was told; false where that took longer than
  /// `limit`.
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return state.over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public String toString() {
    state.lock.lock();
    try {
      return state.toString();
    } finally {
      state.lock.unlock();
    }
  }
}
