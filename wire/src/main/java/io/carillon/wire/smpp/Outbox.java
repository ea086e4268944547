package io.carillon.wire.smpp;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The octets a session has still to write, and who writes them.
///
/// Two buffers take turns: PDUs are appended to one while the other is being written, so that a
/// write takes all that came together during the last one, and no lock is held while it lasts.
///
/// A thread that has just put a batch in line writes it itself (`flush`), as far as the connection
/// takes it without waiting. What is left, and what others put in line meanwhile, is for the
/// *writer*: a thread that is started when it is first needed, and may wait.
///
/// Everything but `run` and `flush` is called with the session's lock held.
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

  /// Of `writing`.
  private int written;

  /// Of `filling`, the octets that answer the peer.
  private int answering;

  private long appended;
  private long taken;
  private @Nullable Thread writer;
  private boolean writerStarted;
  private boolean finishing;
  private boolean stopped;
  private boolean failed;

  /// When the write under way began, by `System.nanoTime`; meaningful only while `busy`.
  private long writeBegan;

  /// Whether somebody writes.
  private boolean busy;

  /// `relief` is signalled each time the waiting octets were taken, and when writing fails.
  Outbox(ReentrantLock lock, Condition relief, Link link) {
    this.lock = lock;
    this.relief = relief;
    this.link = link;
    work = lock.newCondition();
  }

  /// The thread that will run this; not started.
  void writeBy(Thread thread) {
    writer = thread;
  }

  /// Octets in line, without those being written.
  int size() {
    return filling.size();
  }

  /// Of these, the octets that answer the peer. Where there are too many it asks without listening.
  int answers() {
    return answering;
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

  /// Puts one PDU in line; it goes with the next `flush` or `wake`, or while somebody writes
  /// anyway.
  void append(int sequence, Pdu pdu, boolean withTlvs) {
    int before = filling.size();
    PduEncoder.encode(filling, sequence, pdu, withTlvs);
    int octets = filling.size() - before;
    appended += octets;
    if (pdu instanceof Pdu.Response) {
      answering += octets;
    }
  }

  /// Lets the writer take what is in line, unless somebody writes and will look again.
  void wake() {
    if (!busy && hasWork()) {
      summonWriter();
    }
  }

  /// Ends our direction of the connection once all that is in line is written.
  void finish() {
    finishing = true;
    summonWriter();
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

  private void summonWriter() {
    if (!writerStarted && writer != null && !stopped) {
      writerStarted = true;
      writer.start();
    }
    work.signal();
  }

  private boolean hasWork() {
    return hasRest() || filling.size() > 0;
  }

  private boolean hasRest() {
    return written < writing.size();
  }

  /// Writes what is in line as far as it goes without waiting for the peer; the writer does the
  /// rest. Called without the lock, and does nothing where somebody writes already.
  void flush() {
    if (!takeIdle()) {
      return;
    }
    try {
      wrote(writing.writeNow(link));
    } catch (IOException e) {
      fail();
    }
  }

  /// Writes until finished or stopped, or until the connection breaks; then the socket is closed,
  /// from which the reading thread learns.
  @Override
  public void run() {
    try {
      while (takeWork()) {
        writing.write(link, written);
        wrote(writing.size() - written);
      }
      link.shutdownOutput();
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
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for octets and takes them all; false when there is no more to do.
  private boolean takeWork() {
    lock.lock();
    try {
      while (!stopped && !failed && (busy || !(hasWork() || finishing))) {
        work.awaitUninterruptibly();
      }
      if (stopped || failed || !hasWork()) {
        return false;
      }
      if (hasRest()) {
        busy = true;
      } else {
        take();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes what is in line where nobody writes.
  private boolean takeIdle() {
    lock.lock();
    try {
      boolean free = !busy && !failed && !stopped && !hasRest();
      if (free && filling.size() > 0) {
        take();
        return true;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void take() {
    OctetWriter full = filling;
    filling = writing;
    writing = full;
    written = 0;
    answering = 0;
    taken += full.size();
    busy = true;
    writeBegan = System.nanoTime();
    relief.signalAll();
  }

  /// So many octets more are written. Whoever put something in line meanwhile found us busy.
  private void wrote(int octets) {
    lock.lock();
    try {
      busy = false;
      written += octets;
      if (!hasRest()) {
        recycle();
      }
      if (hasWork() || finishing || stopped) {
        summonWriter();
      }
    } finally {
      lock.unlock();
    }
  }

  private void recycle() {
    written = 0;
    if (writing.capacity() > SIZE_KEPT_MAX) {
      writing = new OctetWriter(SIZE_AT_FIRST);
    } else {
      writing.truncate(0);
    }
  }
}
