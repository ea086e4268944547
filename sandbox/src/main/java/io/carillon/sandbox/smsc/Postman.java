package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// Delivers what is owed over whichever session has room, when its time has come, until it is
/// acknowledged: again 10 s after a refusal, a time-out or a lost link.
final class Postman implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final long TICK_NANOS = 2_000_000;

  private final List<SmppSession> sessions = new CopyOnWriteArrayList<>();
  private final PriorityQueue<Owed> later = new PriorityQueue<>(Owed.BY_TIME);
  private final ArrayDeque<Owed> ready = new ArrayDeque<>();
  private final LongConsumer settled;
  private final Thread clock;
  private volatile boolean closed;

  /// @param settled told the id of a message for which nothing is owed any more
  Postman(LongConsumer settled) {
    this.settled = settled;
    clock = Thread.ofPlatform().daemon().name("sandbox-postman").unstarted(this::tick);
  }

  void start() {
    clock.start();
  }

  /// The deliveries of one message, one after the other.
  static final class Owed {
    private static final java.util.Comparator<Owed> BY_TIME =
        java.util.Comparator.comparingLong(owed -> owed.due);

    private final long id;
    private final ArrayDeque<DeliverSm> deliveries;
    private Runnable afterFirst;
    private long due;

    /// @param afterFirst runs once, when the first delivery was acknowledged or could not be made
    Owed(long id, List<DeliverSm> deliveries, Duration delay, Runnable afterFirst) {
      this.id = id;
      this.deliveries = new ArrayDeque<>(deliveries);
      this.afterFirst = afterFirst;
      this.due = System.nanoTime() + delay.toNanos();
    }
  }

  void owe(Owed owed) {
    synchronized (this) {
      later.add(owed);
    }
    if (owed.due - System.nanoTime() <= 0) {
      deliver();
    }
  }

  void bound(SmppSession session) {
    sessions.add(session);
    deliver();
  }

  void gone(SmppSession session) {
    sessions.remove(session);
  }

  /// An owed delivery was acknowledged, or not.
  void answered(Owed owed, boolean kept) {
    Runnable first;
    boolean last = false;
    synchronized (this) {
      first = owed.afterFirst;
      owed.afterFirst = () -> {};
      if (kept) {
        owed.deliveries.poll();
        last = owed.deliveries.isEmpty();
        owed.due = System.nanoTime();
      } else {
        owed.due = System.nanoTime() + AGAIN.toNanos();
      }
      if (!last) {
        later.add(owed);
      }
    }
    first.run();
    if (last) {
      settled.accept(owed.id);
    }
  }

  /// Sends what is due while there is room.
  void deliver() {
    while (true) {
      Owed next;
      DeliverSm pdu;
      synchronized (this) {
        long now = System.nanoTime();
        while (!later.isEmpty() && later.peek().due - now <= 0) {
          ready.add(later.poll());
        }
        next = ready.poll();
        if (next == null) {
          return;
        }
        pdu = next.deliveries.peek();
      }
      if (pdu == null) {
        settled.accept(next.id);
      } else if (!offered(next, pdu)) {
        synchronized (this) {
          ready.addFirst(next);
        }
        return;
      }
    }
  }

  private boolean offered(Owed owed, DeliverSm pdu) {
    SmppSession best = null;
    int most = 0;
    for (var session : sessions) {
      int room = session.room();
      if (room > most) {
        best = session;
        most = room;
      }
    }
    return best != null && best.offer(pdu, owed);
  }

  private void tick() {
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      deliver();
    }
  }

  synchronized int owed() {
    return later.size() + ready.size();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(clock);
  }
}
