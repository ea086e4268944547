package io.carillon.wire.smpp;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The octets a session has still to write, and the loop that writes them.
///
/// Two buffers take turns: PDUs are appended to one while the other is being written, so that a
/// write takes all that came together during the last one, and no lock is held while it lasts.
/// Everything but `run` is called with the session's lock held.
final class Outbox implements Runnable {
  private static final int SIZE_AT_FIRST = 4 * 1024;

  /// A buffer that a burst made larger is given back after the burst.
  private static final int SIZE_KEPT_MAX = 256 * 1024;

  private final ReentrantLock lock;
  private final Condition work;
  private final Condition relief;
  private final Link link;

  private OctetWriter filling = new OctetWriter(SIZE_AT_FIRST);
  private OctetWriter writing = new OctetWriter(SIZE_AT_FIRST);
  private long appended;
  private long taken;
  private boolean idle;
  private boolean finishing;
  private boolean stopped;
  private boolean failed;

  /// When the write under way began, by `System.nanoTime`; meaningful only while `busy`.
  private long writeBegan;

  private boolean busy;

  /// `relief` is signalled each time the waiting octets were taken, and when writing fails.
  Outbox(ReentrantLock lock, Condition relief, Link link) {
    this.lock = lock;
    this.relief = relief;
    this.link = link;
    work = lock.newCondition();
  }

  /// Octets in line, without those being written.
  int size() {
    return filling.size();
  }

  /// Whether writing failed: nothing goes out any more, and the link is closed.
  boolean hasFailed() {
    return failed;
  }

  /// Octets ever put in line.
  long appended() {
    return appended;
  }

  /// Octets ever handed to the socket, or about to be.
  long taken() {
    return taken;
  }

  /// Puts one PDU in line; it goes when `wake` is called or the writer is busy anyway.
  void append(int sequence, Pdu pdu, boolean withTlvs) {
    int before = filling.size();
    PduEncoder.encode(filling, sequence, pdu, withTlvs);
    appended += filling.size() - before;
  }

  /// Lets the writer take what is in line.
  void wake() {
    if (idle && filling.size() > 0) {
      work.signal();
    }
  }

  /// Ends our direction of the connection once all that is in line is written.
  void finish() {
    finishing = true;
    work.signal();
  }

  /// Ends the loop; what is in line stays unwritten.
  void stop() {
    stopped = true;
    work.signal();
  }

  /// Whether the write under way has lasted for `nanos`.
  boolean isStalled(long now, long nanos) {
    return busy && now - writeBegan >= nanos;
  }

  /// Writes until finished or stopped, or until the connection breaks; then the socket is closed,
  /// from which the reading thread learns.
  @Override
  public void run() {
    try {
      var out = link.socket().getOutputStream();
      while (takeWork()) {
        writing.writeTo(out);
      }
      link.socket().shutdownOutput();
    } catch (IOException e) {
      fail();
    }
  }

  private void fail() {
    link.close();
    lock.lock();
    try {
      failed = true;
      busy = false;
      relief.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for octets and takes them all; false when there is no more to do.
  private boolean takeWork() {
    lock.lock();
    try {
      busy = false;
      recycle();
      while (filling.size() == 0 && !finishing && !stopped) {
        idle = true;
        work.awaitUninterruptibly();
      }
      idle = false;
      if (stopped || filling.size() == 0) {
        return false;
      }
      OctetWriter full = filling;
      filling = writing;
      writing = full;
      taken += full.size();
      busy = true;
      writeBegan = System.nanoTime();
      relief.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void recycle() {
    if (writing.capacity() > SIZE_KEPT_MAX) {
      writing = new OctetWriter(SIZE_AT_FIRST);
    } else {
      writing.truncate(0);
    }
  }
}
