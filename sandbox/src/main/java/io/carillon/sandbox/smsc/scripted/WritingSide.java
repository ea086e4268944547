package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Fault;
import io.carillon.sandbox.smsc.script.Hostility;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.CommandId;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a bind sends: responses and deliver_sm, as badly as its faults want, and what waits for an
/// answer. Safe for use by many threads; a thread holds the lock of one bind at a time.
final class WritingSide {
  private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ScriptedSmsc smsc;
  private final ReentrantLock lock = new ReentrantLock();
  private final Faults faults = new Faults();
  private final Outlet outlet;
  private final Pending pending;

  /// Encoded responses that are held back to go out in reverse.
  private final ArrayList<byte[]> held = new ArrayList<>();

  private boolean withTlvs = true;
  private volatile boolean welcomed;
  private volatile boolean leaving;

  WritingSide(ScriptedSmsc smsc, Socket socket) {
    this.smsc = smsc;
    outlet = new Outlet(socket, lock, faults);
    pending = new Pending(smsc.play().script().session().firstSequence());
  }

  /// The loop that writes.
  Outlet outlet() {
    return outlet;
  }

  Faults faults() {
    return faults;
  }

  /// Whether it may say something of its own: behind the bind's response, until it leaves.
  boolean speaks() {
    return welcomed && !leaving;
  }

  /// Whether nothing new is to go out.
  boolean isLeaving() {
    return leaving;
  }

  /// The peer is below SMPP 3.4.
  void leaveTlvsOut() {
    lock.lock();
    try {
      withTlvs = false;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until so little is in line that more may be read.
  void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      outlet.awaitRelief();
    } finally {
      lock.unlock();
    }
  }

  /// Puts a response in line; it goes with the next `flush`.
  void respond(int sequence, Pdu.Response response) {
    if (faults.has(Fault.SILENCE)) {
      return;
    }
    int higher = Math.max(0, faults.amount(Fault.WRONG_SEQUENCE));
    byte[] octets = PduCodec.encode((sequence + higher) & PduCodec.SEQUENCE_MAX, response);
    int atOnce = faults.amount(Fault.OUT_OF_ORDER);
    lock.lock();
    try {
      if (atOnce > 0) {
        hold(octets, atOnce);
      } else {
        release();
        outlet.append(octets);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Puts the response that lets the client in in line. Nothing of the centre's own is ahead of it.
  void welcome(int sequence, Pdu.BindResp response) {
    lock.lock();
    try {
      welcomed = true;
      respond(sequence, response);
    } finally {
      lock.unlock();
    }
  }

  private void hold(byte[] octets, int atOnce) {
    if (held.isEmpty()) {
      smsc.alarm().after(HELD_NANOS, this::releaseNow);
    }
    held.add(octets);
    if (held.size() >= atOnce) {
      release();
    }
  }

  private void release() {
    if (!held.isEmpty()) {
      held.reversed().forEach(outlet::append);
      held.clear();
    }
  }

  private void releaseNow() {
    lock.lock();
    try {
      release();
      outlet.wake();
    } finally {
      lock.unlock();
    }
  }

  /// Lets what is in line go.
  void flush() {
    lock.lock();
    try {
      outlet.wake();
    } finally {
      lock.unlock();
    }
  }

  /// For this bind and no other; false where it is over.
  boolean queue(Owed owed) {
    lock.lock();
    try {
      return !leaving && pending.queue(owed);
    } finally {
      lock.unlock();
    }
  }

  /// How many deliver_sm wait for an answer.
  int inFlight() {
    lock.lock();
    try {
      return pending.inFlight();
    } finally {
      lock.unlock();
    }
  }

  /// Sends what is ready, as much as the window has room for.
  void pump(Postbox box) {
    if (!speaks() || faults.has(Fault.SILENCE)) {
      return;
    }
    int window = box.account().window();
    long now = System.nanoTime();
    var after = new ArrayList<Runnable>(0);
    lock.lock();
    try {
      while (!leaving && pending.inFlight() < window && !outlet.isFull()) {
        var owed = pending.next(box);
        if (owed == null) {
          break;
        }
        send(owed, now);
        var next = owed.takeAfterSent();
        if (next != null) {
          after.add(next);
        }
      }
      outlet.wake();
    } finally {
      lock.unlock();
    }
    after.forEach(Runnable::run);
  }

  private void send(Owed owed, long now) {
    var pdu = withTlvs ? owed.pdu() : Pending.withoutTlvs(owed.pdu());
    outlet.append(PduCodec.encode(pending.add(owed, now), pdu));
    smsc.counters().add(owed.isReceipt() ? Count.RECEIPTS_SENT : Count.INBOUND_SENT);
  }

  /// What was sent under this number and is answered now; null where nothing was.
  @Nullable Owed answered(int sequence) {
    lock.lock();
    try {
      return pending.remove(sequence);
    } finally {
      lock.unlock();
    }
  }

  /// What was sent at that time or before and has no answer.
  List<Owed> expired(long until) {
    var expired = new ArrayList<Owed>();
    lock.lock();
    try {
      pending.expire(until, expired);
    } finally {
      lock.unlock();
    }
    return expired;
  }

  /// Sends something of the centre's own that waits for no room.
  void say(Pdu pdu) {
    lock.lock();
    try {
      outlet.append(PduCodec.encode(pending.nextSequence(), pdu));
      outlet.wake();
    } finally {
      lock.unlock();
    }
  }

  /// From now on, or once, this befalls it.
  void suffer(Hostility hostility) {
    smsc.counters().hit(hostility.fault());
    if (hostility.fault().isLasting()) {
      faults.begin(hostility);
      return;
    }
    lock.lock();
    try {
      switch (hostility.fault()) {
        case OVERSIZED -> outlet.append(header(hostility.amount(), CommandId.DELIVER_SM));
        case UNKNOWN_COMMAND -> outlet.append(header(PduCodec.HEADER_LENGTH, hostility.amount()));
        case HALF_CLOSE -> outlet.finish();
        case CUT -> outlet.cutBehind(hostility.amount());
        case ONE_OCTET, COALESCE, SILENCE, WRONG_SEQUENCE, OUT_OF_ORDER, SLOW_READING -> {}
      }
      outlet.wake();
    } finally {
      lock.unlock();
    }
  }

  private byte[] header(int length, int commandId) {
    return ByteBuffer.allocate(PduCodec.HEADER_LENGTH)
        .putInt(length)
        .putInt(commandId)
        .putInt(0)
        .putInt(pending.nextSequence())
        .array();
  }

  /// Ends our direction behind what is in line.
  void finish() {
    lock.lock();
    try {
      leaving = true;
      release();
      outlet.finish();
    } finally {
      lock.unlock();
    }
  }

  /// Takes out all that was not answered or not sent.
  List<Owed> drain() {
    var left = new ArrayList<Owed>();
    lock.lock();
    try {
      pending.drain(left);
    } finally {
      lock.unlock();
    }
    return left;
  }
}
