package io.carillon.sandbox.smsc.scripted;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs things when their time has come, on one thread, a round at a time: a millisecond lies
/// between two rounds, so that a thousand receipts due one after the other are a few batches.
///
/// What is set here must be short. How much may be set is the callers' to bound.
final class Alarm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);
  private static final long ROUND_NANOS = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Set> queue =
      new PriorityQueue<>(Comparator.comparingLong(Set::due).thenComparingLong(Set::order));
  private final Thread thread;
  private final Runnable afterRound;
  private long origin;
  private long order;
  private boolean closed;

  /// @param due nanoseconds since the alarm began
  private record Set(long due, long order, Runnable what) {}

  /// Something to run so many nanoseconds from now.
  record Later(long nanos, Runnable what) {}

  /// @param afterRound runs once after each round in which anything ran
  Alarm(Runnable afterRound) {
    this.afterRound = afterRound;
    thread = Thread.ofPlatform().daemon().name("smsc-alarm").unstarted(this::run);
  }

  void start() {
    origin = System.nanoTime();
    thread.start();
  }

  void after(long nanos, Runnable what) {
    after(List.of(new Later(nanos, what)));
  }

  void after(List<Later> batch) {
    if (batch.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      long now = System.nanoTime() - origin;
      var head = queue.peek();
      long first = head == null ? Long.MAX_VALUE : head.due();
      long earliest = Long.MAX_VALUE;
      for (var later : batch) {
        long due = now + later.nanos();
        earliest = Math.min(earliest, due);
        queue.add(new Set(due, order++, later.what()));
      }
      if (earliest < first) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    var round = new ArrayList<Runnable>();
    while (await(round)) {
      round.forEach(Alarm::safely);
      round.clear();
      safely(afterRound);
    }
  }

  private static void safely(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      LOG.error("something that was due failed", e);
    }
  }

  /// Waits for what is due and takes it all; false at the end.
  private boolean await(List<Runnable> round) {
    lock.lock();
    try {
      long notBefore = System.nanoTime() - origin + ROUND_NANOS;
      while (!closed) {
        long pause = nanosToNext(notBefore);
        if (pause <= 0) {
          take(round);
          return true;
        }
        changed.awaitNanos(pause);
      }
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long nanosToNext(long notBefore) {
    var head = queue.peek();
    long next = head == null ? Long.MAX_VALUE : Math.max(head.due(), notBefore);
    return next - (System.nanoTime() - origin);
  }

  private void take(List<Runnable> round) {
    long now = System.nanoTime() - origin;
    for (var head = queue.peek(); head != null && head.due() <= now; head = queue.peek()) {
      round.add(queue.remove().what());
    }
  }

  /// Runs nothing more.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
