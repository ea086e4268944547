package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The octets that a bind has still to write, and the loop that writes them, as badly as its faults
/// want.
///
/// Two buffers take turns: what is appended while one is being written goes with the next write.
/// All but `run` is called with the bind's lock held.
final class Outlet implements Runnable {
  private static final int SIZE_AT_FIRST = 8 * 1024;
  private static final int BACKLOG_MAX = 1 << 20;
  private static final long COALESCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Socket socket;
  private final ReentrantLock lock;
  private final Faults faults;
  private final Condition work;
  private final Condition relief;

  private byte[] filling = new byte[SIZE_AT_FIRST];
  private byte[] writing = new byte[SIZE_AT_FIRST];
  private int size;
  private int pdus;
  private int writingSize;

  /// After how many more PDUs the connection is closed; 0 = it is not.
  private int cutIn;

  private boolean cut;
  private boolean finishing;
  private boolean over;

  Outlet(Socket socket, ReentrantLock lock, Faults faults) {
    this.socket = socket;
    this.lock = lock;
    this.faults = faults;
    work = lock.newCondition();
    relief = lock.newCondition();
  }

  /// Puts one PDU in line, unless the line is closed.
  void append(byte[] pdu) {
    if (finishing || over || cut) {
      return;
    }
    if (filling.length - size < pdu.length) {
      filling = Arrays.copyOf(filling, Math.max(filling.length * 2, size + pdu.length));
    }
    System.arraycopy(pdu, 0, filling, size, pdu.length);
    size += pdu.length;
    pdus++;
    if (cutIn > 0 && --cutIn == 0) {
      cut = true;
    }
  }

  /// Lets the writer take what is in line.
  void wake() {
    if (size > 0 || cut) {
      work.signal();
    }
  }

  /// Whether so much is in line that nothing more should be read.
  boolean isFull() {
    return size > BACKLOG_MAX && !over;
  }

  /// Waits until there is room again, or nothing will ever be written.
  void awaitRelief() throws InterruptedException {
    while (isFull()) {
      relief.await();
    }
  }

  void cutBehind(int more) {
    cutIn = Math.max(1, more);
  }

  /// Ends our direction of the connection behind what is in line.
  void finish() {
    finishing = true;
    work.signal();
  }

  @Override
  public void run() {
    try {
      var out = socket.getOutputStream();
      while (take()) {
        write(out);
      }
      if (cut) {
        socket.close();
      } else {
        socket.shutdownOutput();
      }
    } catch (IOException | InterruptedException _) {
      close();
    } finally {
      lock.lock();
      try {
        over = true;
        relief.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is as good as closed.
    }
  }

  private void write(OutputStream out) throws IOException {
    if (!faults.has(Fault.ONE_OCTET)) {
      out.write(writing, 0, writingSize);
      return;
    }
    for (int i = 0; i < writingSize; i++) {
      out.write(writing, i, 1);
    }
  }

  private boolean take() throws InterruptedException {
    lock.lock();
    try {
      while (size == 0 && !finishing && !cut) {
        work.await();
      }
      coalesce();
      if (size == 0) {
        return false;
      }
      byte[] full = filling;
      filling = writing.length > BACKLOG_MAX ? new byte[SIZE_AT_FIRST] : writing;
      writing = full;
      writingSize = size;
      size = 0;
      pdus = 0;
      relief.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void coalesce() throws InterruptedException {
    long left = COALESCE_NANOS;
    while (left > 0 && pdus < faults.amount(Fault.COALESCE) && !finishing && !cut) {
      left = work.awaitNanos(left);
    }
  }
}
