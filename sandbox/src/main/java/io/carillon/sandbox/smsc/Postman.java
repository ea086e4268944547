package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Delivery;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.PduEncodeException;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what is owed over the bound sessions that can receive, until each delivery is
/// acknowledged or refused for good.
///
/// What is owed stands in one of three queues, each in the order of its time, since all that enters
/// one waits equally long: *ready* to go, *waiting* for the delay between a message and its
/// receipt, or *refused* for now. What was not answered in time or lost its link is ready again.
///
/// The lock guards the queues; nothing is sent or told while it is held.
final class Postman implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /// Between two looks of the clock, so that a thousand receipts due one after the other are a few
  /// batches.
  private static final Duration ROUND = Duration.ofMillis(2);

  private final Pace pace;
  private final Consumer<List<byte[]>> progress;
  private final List<SmppSession> sessions = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Owed> ready = new ArrayDeque<>();
  private final ArrayDeque<Owed> waiting = new ArrayDeque<>();
  private final ArrayDeque<Owed> refused = new ArrayDeque<>();
  private final Thread clock;
  private int owed;
  private boolean closed;

  /// @param progress told the journal's records of what was delivered
  Postman(Pace pace, Consumer<List<byte[]>> progress) {
    this.pace = pace;
    this.progress = progress;
    clock = Thread.ofPlatform().daemon().name("sandbox-smsc-clock").unstarted(this::keepTime);
  }

  /// @param delay from a message to its receipt
  /// @param again from a refusal to the next try
  /// @param patience after which a delivery counts as unanswered and goes again
  record Pace(Duration delay, Duration again, Duration patience) {}

  /// What is owed for one message, one delivery after the other. Guarded by the lock.
  static final class Owed {
    private final long id;
    private final List<Delivery> deliveries;
    private int done;
    private Runnable afterFirst;
    private long due;

    /// @param done how many of its deliveries were made before
    /// @param afterFirst runs once, when the first delivery was answered or cannot be made
    Owed(Kept kept, int done, Runnable afterFirst) {
      this.id = kept.id();
      this.deliveries = (kept instanceof Taken taken ? taken.withoutText() : kept).owed();
      this.done = done;
      this.afterFirst = afterFirst;
    }

    private Runnable takeAfterFirst() {
      var taken = afterFirst;
      afterFirst = () -> {};
      return taken;
    }

    private boolean isSettled() {
      return done >= deliveries.size();
    }

    private byte[] record() {
      return isSettled() ? Records.settled(id) : Records.done(id, done);
    }
  }

  void start() {
    clock.start();
  }

  /// Whether somebody who can receive is bound.
  boolean isHeard() {
    return !sessions.isEmpty();
  }

  /// For how many messages something is owed.
  int owed() {
    lock.lock();
    try {
      return owed;
    } finally {
      lock.unlock();
    }
  }

  /// These are to be delivered after the usual delay.
  void owe(List<Owed> batch) {
    if (pace.delay().isZero()) {
      oweNow(batch);
      return;
    }
    lock.lock();
    try {
      owed += batch.size();
      postpone(batch, waiting, pace.delay());
    } finally {
      lock.unlock();
    }
  }

  /// These are to be delivered by the next `deliver`.
  void oweNow(List<Owed> batch) {
    lock.lock();
    try {
      owed += batch.size();
      ready.addAll(batch);
    } finally {
      lock.unlock();
    }
  }

  private void postpone(List<Owed> batch, ArrayDeque<Owed> queue, Duration by) {
    long due = System.nanoTime() + by.toNanos();
    batch.forEach(one -> one.due = due);
    if (queue.isEmpty() && !batch.isEmpty()) {
      changed.signal();
    }
    queue.addAll(batch);
  }

  /// Somebody who can receive was bound: time to try again what was refused.
  void bound(SmppSession session) {
    sessions.add(session);
    lock.lock();
    try {
      ready.addAll(refused);
      refused.clear();
    } finally {
      lock.unlock();
    }
    deliver(session);
  }

  void gone(SmppSession session) {
    sessions.remove(session);
  }

  /// Deliveries were answered, or will not be.
  void answered(List<Answer> answers) {
    var records = new ArrayList<byte[]>(answers.size());
    var first = new ArrayList<Runnable>(answers.size());
    lock.lock();
    try {
      for (var answer : answers) {
        if (answer.attachment() instanceof Owed one) {
          first.add(one.takeAfterFirst());
          answered(one, answer, records);
        }
      }
    } finally {
      lock.unlock();
    }
    first.forEach(Runnable::run);
    if (!records.isEmpty()) {
      progress.accept(records);
    }
  }

  private void answered(Owed one, Answer answer, List<byte[]> records) {
    switch (answer) {
      case Answer.Responded(_, var response) when isOver(response.status()) -> over(one, records);
      case Answer.Responded _ -> postpone(List.of(one), refused, pace.again());
      case Answer.Unanswered _ -> ready.addLast(one);
    }
  }

  /// Acknowledged, or refused for good; everything else asks for another try.
  private static boolean isOver(int status) {
    return status == CommandStatus.ROK
        || status == CommandStatus.RX_P_APPN
        || status == CommandStatus.RX_R_APPN;
  }

  private void over(Owed one, List<byte[]> records) {
    one.done++;
    records.add(one.record());
    if (one.isSettled()) {
      owed--;
    } else {
      ready.addLast(one);
    }
  }

  /// Sends what is ready, as much as there is room for on `first`, the rest on the others.
  void deliver(SmppSession first) {
    send(first, Integer.MAX_VALUE);
    deliver();
  }

  /// Sends what is ready while there is room: equally over the sessions, then where room is left.
  /// What finds none goes when answers come.
  void deliver() {
    int left = sessions.size();
    for (var session : sessions) {
      send(session, share(left--));
    }
    for (var session : sessions) {
      send(session, Integer.MAX_VALUE);
    }
  }

  private int share(int sessionsLeft) {
    lock.lock();
    try {
      return Math.ceilDiv(ready.size(), Math.max(1, sessionsLeft));
    } finally {
      lock.unlock();
    }
  }

  private void send(SmppSession session, int most) {
    var batch = take(Math.min(session.room(), most));
    if (batch.isEmpty()) {
      return;
    }
    var pdus = new ArrayList<DeliverSm>(batch.size());
    for (var one : batch) {
      pdus.add(Deliveries.pdu(one.deliveries.get(one.done)));
    }
    var back = new ArrayList<Owed>();
    var unfit = new ArrayList<Owed>();
    session.together(() -> {
      for (int i = 0; i < pdus.size(); i++) {
        try {
          if (!session.offer(pdus.get(i), batch.get(i))) {
            back.add(batch.get(i));
          }
        } catch (PduEncodeException _) {
          unfit.add(batch.get(i));
        }
      }
    });
    giveBack(back);
    giveUp(unfit);
  }

  /// What no deliver_sm can say is as good as delivered.
  private void giveUp(List<Owed> batch) {
    if (batch.isEmpty()) {
      return;
    }
    LOG.error("the sandbox gave up {} deliveries that no deliver_sm can say", batch.size());
    var records = new ArrayList<byte[]>();
    lock.lock();
    try {
      batch.forEach(one -> over(one, records));
    } finally {
      lock.unlock();
    }
    progress.accept(records);
  }

  private List<Owed> take(int most) {
    if (most <= 0) {
      return List.of();
    }
    lock.lock();
    try {
      var batch = new ArrayList<Owed>(Math.min(most, ready.size()));
      while (batch.size() < most && !ready.isEmpty()) {
        batch.add(ready.poll());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(List<Owed> batch) {
    if (batch.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      batch.reversed().forEach(ready::addFirst);
    } finally {
      lock.unlock();
    }
  }

  private void keepTime() {
    lock.lock();
    try {
      while (!closed) {
        long pause = nanosToNext();
        if (pause > 0) {
          changed.awaitNanos(pause);
        } else {
          ripen(waiting);
          ripen(refused);
          lock.unlock();
          try {
            deliver();
          } finally {
            lock.lock();
          }
          changed.awaitNanos(ROUND.toNanos());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private long nanosToNext() {
    long now = System.nanoTime();
    long pause = Long.MAX_VALUE;
    for (var queue : List.of(waiting, refused)) {
      var head = queue.peek();
      if (head != null) {
        pause = Math.min(pause, head.due - now);
      }
    }
    return pause;
  }

  private void ripen(ArrayDeque<Owed> queue) {
    long now = System.nanoTime();
    for (var head = queue.peek(); head != null && head.due - now <= 0; head = queue.peek()) {
      ready.add(queue.poll());
    }
  }

  /// Sends nothing more of itself; what is owed stays in the journal.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
