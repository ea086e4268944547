package io.carillon.wire.smpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the reading thread of a session does to the session's state, one short turn of the lock at
/// a time.
final class ReadingSide {
  private final SessionState state;

  ReadingSide(SessionState state) {
    this.state = state;
  }

  /// The current thread is going to read, and `writer` to write what has to wait.
  void begin(Thread writer) {
    state.lock.lock();
    try {
      state.reader = Thread.currentThread();
      state.outbox.writeBy(writer);
    } finally {
      state.lock.unlock();
    }
  }

  /// Says `opening`, a bind or an outbind, where the session is not yet bound nor over.
  void open(Pdu opening) {
    state.lock.lock();
    try {
      if (state.phase == SessionState.Phase.OPEN) {
        if (opening instanceof Pdu.Bind bind) {
          state.bind = bind;
        }
        state.outbox.append(state.pending.nextSequence(), opening, false);
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// A bind came, and is looked at now.
  void checkBind() {
    state.lock.lock();
    try {
      state.check(System.nanoTime());
    } finally {
      state.lock.unlock();
    }
  }

  /// The bind is done. `response` is what a centre answers it with under `sequence`; a client has
  /// none.
  void becomeBound(Pdu.Bind bind, boolean withTlvs, Pdu.@Nullable BindResp response, int sequence) {
    state.lock.lock();
    try {
      if (state.phase == SessionState.Phase.OPEN) {
        state.bind = bind;
        state.withTlvs = withTlvs;
        state.phase = SessionState.Phase.BOUND;
        if (response != null) {
          state.outbox.append(sequence, response, withTlvs);
        }
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Sends a PDU with which the session itself answers.
  void answer(int sequence, Pdu.Response response) {
    state.lock.lock();
    try {
      if (!state.isEnding()) {
        state.send(sequence, response);
      }
    } finally {
      state.lock.unlock();
    }
  }

  void enquire() {
    state.lock.lock();
    try {
      if (!state.isEnding()) {
        state.send(state.pending.nextSequence(), new Pdu.EnquireLink());
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Writes what the batch put in line.
  void flush() {
    state.outbox.flush();
  }

  /// Waits up to `nanos` while too much is owed to the peer to read on; false where it still is.
  boolean awaitReadiness(long nanos) throws InterruptedException {
    state.lock.lock();
    try {
      if (state.isReadyToRead()) {
        return true;
      }
      long began = System.nanoTime();
      long left = nanos;
      while (left > 0 && !state.isReadyToRead()) {
        left = state.relief.awaitNanos(left);
      }
      state.notReadingNanos += System.nanoTime() - began;
      return state.isReadyToRead();
    } finally {
      state.lock.unlock();
    }
  }

  /// The handler held the reading thread for `nanos`.
  void wasNotReading(long nanos) {
    state.lock.lock();
    try {
      state.notReadingNanos += nanos;
    } finally {
      state.lock.unlock();
    }
  }

  long readingTime() {
    state.lock.lock();
    try {
      return state.readingTime(System.nanoTime());
    } finally {
      state.lock.unlock();
    }
  }

  /// How many requests of the peer may be taken now; none any more where the session is ending.
  int requestRoom() {
    state.lock.lock();
    try {
      return state.isEnding() ? 0 : state.requestRoom();
    } finally {
      state.lock.unlock();
    }
  }

  boolean isEnding() {
    state.lock.lock();
    try {
      return state.isEnding();
    } finally {
      state.lock.unlock();
    }
  }

  boolean isOpen() {
    state.lock.lock();
    try {
      return state.phase == SessionState.Phase.OPEN;
    } finally {
      state.lock.unlock();
    }
  }

  /// Whether the peer may send `pdu` now.
  boolean accepts(Pdu pdu) {
    state.lock.lock();
    try {
      boolean bound =
          state.phase == SessionState.Phase.BOUND || state.phase == SessionState.Phase.DRAINING;
      boolean accepted = bound && state.role.other().maySend(pdu, state.bind().mode());
      if (accepted) {
        state.counts.taken++;
      } else {
        state.counts.refused++;
      }
      return accepted;
    } finally {
      state.lock.unlock();
    }
  }

  /// Settles the requests that `frames` answer, adding to `answers`; `requests` more are owed.
  void settle(List<Decoded.Frame> frames, int requests, List<Answer> answers) {
    state.lock.lock();
    try {
      state.owed += requests;
      for (Decoded.Frame frame : frames) {
        Object attachment = state.pending.answered(frame.sequence(), frame.pdu().commandId());
        if (attachment != null && frame.pdu() instanceof Pdu.Response response) {
          state.counts.responded++;
          answers.add(new Answer.Responded(attachment, response));
        } else {
          state.counts.stray++;
        }
      }
      state.advance(System.nanoTime());
    } finally {
      state.lock.unlock();
    }
  }

  /// A PDU came that could not be read; where it answered a request of ours, that adds to
  /// `answers`.
  void settleBroken(Decoded.Broken pdu, List<Answer> answers) {
    state.lock.lock();
    try {
      state.counts.broken++;
      Object attachment = state.pending.answered(pdu.sequence(), pdu.commandId());
      if (attachment != null) {
        answers.add(new Answer.Unanswered(attachment, Answer.Cause.UNREADABLE));
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Looks at all timers; gives the requests that waited too long. Where the peer does not read,
  /// none has: what stands behind the write under way was never sent, and the end says so.
  List<Answer> expire() {
    state.lock.lock();
    try {
      long now = System.nanoTime();
      if (state.outbox.isStalled(now, state.settings.responseTimeout().toNanos())) {
        state.breakOff(SessionEnd.of(SessionEnd.Reason.WRITE_STALLED, "the peer does not read"));
        return List.of();
      }
      List<Answer> answers = state.pending.expired(state.readingTime(now));
      state.counts.timedOut += answers.size();
      state.advance(now);
      return answers;
    } finally {
      state.lock.unlock();
    }
  }

  /// Whether the handler is to be told that there is room again.
  boolean takeRoomNews() {
    state.lock.lock();
    try {
      boolean news = state.refused && state.hasRoom();
      state.refused = state.refused && !news;
      return news;
    } finally {
      state.lock.unlock();
    }
  }

  /// The peer wants to unbind.
  void peerUnbinds(int sequence) {
    state.lock.lock();
    try {
      long now = System.nanoTime();
      switch (state.phase) {
        case BOUND, DRAINING -> {
          state.unbindSequence = sequence;
          state.enter(SessionState.Phase.PEER_UNBINDING, now, state.settings.unbindTimeout());
          state.advance(now);
        }
        case OPEN, UNBINDING -> {
          state.send(sequence, new Pdu.UnbindResp(CommandStatus.ROK));
          state.endWithPeer(SessionEnd.of(SessionEnd.Reason.PEER_UNBOUND, ""), now);
        }
        case PEER_UNBINDING, ENDING, CLOSED -> {}
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Whether the response with this number answered our unbind; then the session ends.
  boolean isUnbindAnswered(int sequence) {
    state.lock.lock();
    try {
      boolean answered =
          state.phase == SessionState.Phase.UNBINDING && sequence == state.unbindSequence;
      if (answered) {
        state.endOrderly(SessionEnd.of(SessionEnd.Reason.UNBOUND, ""), System.nanoTime());
      }
      return answered;
    } finally {
      state.lock.unlock();
    }
  }

  /// Says `last`, where there is anything to say, and ends in order.
  void endAfter(Pdu.@Nullable Response last, int sequence, SessionEnd why) {
    state.lock.lock();
    try {
      if (!state.isEnding()) {
        if (last != null) {
          state.outbox.append(sequence, last, state.withTlvs);
        }
        state.endOrderly(why, System.nanoTime());
      }
    } finally {
      state.lock.unlock();
    }
  }

  /// Refuses a client its bind and lets it close.
  void refuse(int sequence, Pdu.BindResp response) {
    state.lock.lock();
    try {
      if (!state.isEnding()) {
        state.outbox.append(sequence, response, state.withTlvs);
        state.endWithPeer(SessionEnd.refused(response.status()), System.nanoTime());
      }
    } finally {
      state.lock.unlock();
    }
  }

  void breakOff(SessionEnd why) {
    state.lock.lock();
    try {
      state.breakOff(why);
    } finally {
      state.lock.unlock();
    }
  }

  /// Reading is over: closes all and gives the requests whose answer will never come.
  List<Answer> finish() {
    state.lock.lock();
    try {
      state.breakOff(SessionEnd.of(SessionEnd.Reason.PEER_CLOSED, ""));
      state.outbox.stop();
      state.phase = SessionState.Phase.CLOSED;
      return state.pending.lost(state.outbox.taken());
    } finally {
      state.lock.unlock();
    }
  }

  /// Why the session ended, known once `finish` was called.
  SessionEnd end() {
    state.lock.lock();
    try {
      SessionEnd end = state.end;
      return end == null ? SessionEnd.of(SessionEnd.Reason.PEER_CLOSED, "") : end;
    } finally {
      state.lock.unlock();
    }
  }
}
