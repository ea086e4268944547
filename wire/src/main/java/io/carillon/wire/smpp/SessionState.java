package io.carillon.wire.smpp;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The state of a session and its one lock. `SmppSession` works on it for any thread, `ReadingSide`
/// for the reading thread, `Outbox` is its writer.
///
/// The lock guards all fields here, in `PendingRequests` and in `Outbox`, and all methods here are
/// called with it held. No handler is called and nothing is read or written under it.
///
/// *Reading time* is the time during which we were able to read. Answers are awaited in it, because
/// one that lies in the socket while we do not read is not late.
final class SessionState {
  /// How long it may take to look at a bind. Passwords take their time, more so where hundreds of
  /// peers come back at once after a restart: who is sent away then comes back and waits again.
  private static final Duration CHECK_MAX = Duration.ofSeconds(60);

  /// How far the session has come (SMPP 3.4 §2.2), and which way it ends.
  enum Phase {
    OPEN,
    BOUND,
    /// We are to unbind once nothing is owed.
    DRAINING,
    /// Our unbind waits for its response.
    UNBINDING,
    /// The peer's unbind waits until nothing is owed.
    PEER_UNBINDING,
    /// The last octets are being written; what comes in is thrown away.
    ENDING,
    CLOSED
  }

  final Link link;
  final Role role;
  final SessionSettings settings;
  final CountDownLatch over = new CountDownLatch(1);
  final ReentrantLock lock = new ReentrantLock();

  /// Signalled when it may be possible to read on.
  final Condition relief = lock.newCondition();

  final Outbox outbox;
  final PendingRequests pending;

  Phase phase = Phase.OPEN;
  @Nullable SessionEnd end;
  Pdu.@Nullable Bind bind;

  /// Whether the peer understands TLVs.
  boolean withTlvs = true;

  @Nullable Thread reader;

  /// Requests of the peer that wait for our answer.
  int owed;

  /// Whether an offer was refused since the handler was last told of room.
  boolean refused;

  long notReadingNanos;

  /// The number of our unbind or of the peer's, by phase.
  int unbindSequence;

  final SessionCounts.Running counts = new SessionCounts.Running();

  private long phaseUntil;

  /// Until when the bind that came may be looked at; 0 = none came yet.
  private long checkedUntil;

  SessionState(Link link, Role role, SessionSettings settings, int firstSequence) {
    this.link = link;
    this.role = role;
    this.settings = settings;
    outbox = new Outbox(lock, relief, link);
    pending = new PendingRequests(settings.window(), firstSequence);
    phaseUntil = System.nanoTime() + settings.bindTimeout().toNanos();
  }

  Pdu.Bind bind() {
    if (bind == null) {
      throw new IllegalStateException("not bound");
    }
    return bind;
  }

  boolean isEnding() {
    return phase == Phase.ENDING || phase == Phase.CLOSED;
  }

  boolean hasRoom() {
    return phase == Phase.BOUND
        && pending.count() < settings.window()
        && outbox.size() <= settings.bufferMax();
  }

  int requestRoom() {
    return settings.requestsInMax() - owed;
  }

  /// Whether little enough is owed to the peer, in answers and in their octets, to read on; or
  /// whether reading would tell that all is over. Our own requests do not count: two ends that
  /// stopped reading because they have much to say would wait for each other for ever.
  boolean isReadyToRead() {
    return isEnding()
        || outbox.hasFailed()
        || (requestRoom() > 0 && outbox.answers() <= settings.bufferMax());
  }

  void checkMaySend(Pdu pdu) {
    BindMode mode = bind().mode();
    if (!role.maySend(pdu, mode)) {
      throw new IllegalArgumentException(
          CommandId.name(pdu.commandId()) + " may not be sent on this " + mode);
    }
  }

  void send(int sequence, Pdu pdu) {
    outbox.append(sequence, pdu, withTlvs);
    wakeWriter();
  }

  /// What the reading thread sends goes at the end of its batch, and what is sent together at the
  /// end of that; all else is the writer's.
  void wakeWriter() {
    if (isSendingAlone()) {
      outbox.wake();
    }
  }

  /// Whether nobody further up will flush what the current thread sends.
  boolean isSendingAlone() {
    return lock.getHoldCount() == 1 && !Thread.currentThread().equals(reader);
  }

  long readingTime(long now) {
    return now - notReadingNanos;
  }

  /// A bind came, and is looked at now: the peer has done its part.
  void check(long now) {
    checkedUntil = now + CHECK_MAX.toNanos();
  }

  boolean isChecking(long now) {
    return checkedUntil != 0 && now - checkedUntil < 0;
  }

  void enter(Phase next, long now, Duration limit) {
    phase = next;
    phaseUntil = now + limit.toNanos();
  }

  /// Takes the next step of an ending once nothing is owed or its time is over.
  void advance(long now) {
    boolean late = now - phaseUntil >= 0;
    boolean settled = pending.count() == 0 && owed == 0;
    switch (phase) {
      case BOUND, CLOSED -> {}
      case OPEN -> {
        if (late) {
          breakOff(SessionEnd.of(SessionEnd.Reason.BIND_TIMED_OUT, "no bind in time"));
        }
      }
      case DRAINING -> {
        if (settled || late) {
          unbindSequence = pending.nextSequence();
          outbox.append(unbindSequence, new Pdu.Unbind(), withTlvs);
          enter(Phase.UNBINDING, now, settings.unbindTimeout());
        }
      }
      case UNBINDING -> {
        if (late) {
          breakOff(SessionEnd.of(SessionEnd.Reason.UNBOUND, "the peer did not answer unbind"));
        }
      }
      case PEER_UNBINDING -> {
        if (settled || late) {
          outbox.append(unbindSequence, new Pdu.UnbindResp(CommandStatus.ROK), withTlvs);
          endWithPeer(SessionEnd.of(SessionEnd.Reason.PEER_UNBOUND, ""), now);
        }
      }
      case ENDING -> {
        if (late) {
          link.close();
        }
      }
    }
  }

  /// Writes what is in line, then closes.
  void endOrderly(SessionEnd why, long now) {
    endWithPeer(why, now);
    outbox.finish();
  }

  /// Writes what is in line and lets the peer close, for as long as an unbind may take. Some
  /// clients lose a last response that the end of the stream follows at once.
  void endWithPeer(SessionEnd why, long now) {
    enter(Phase.ENDING, now, settings.unbindTimeout());
    end = end == null ? why : end;
    relief.signalAll();
  }

  /// Ends now; the reading thread learns it from the socket.
  void breakOff(SessionEnd why) {
    if (phase != Phase.CLOSED) {
      phase = Phase.ENDING;
      end = end == null ? why : end;
      relief.signalAll();
      link.close();
    }
  }

  @Override
  public String toString() {
    String who = bind == null ? "" : " " + bind.systemId();
    return "%s session%s, %s, %d in flight".formatted(role, who, phase, pending.count());
  }
}
