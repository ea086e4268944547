package io.carillon.store;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.MessageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where commits wait for the writer, by urgency.
///
/// A group is all that waits, up to a number of writes: inside work first, then claims, then
/// accepts; in a group, commits stand in the order of handing over. A commit never overtakes an
/// earlier one of the same message: where that one waits with less urgency, it waits behind it.
/// Handing over never blocks: what finds its queue full is refused, which costs the caller's answer
/// only.
final class Intake {
  /// Writes of one group at most; a single larger commit goes alone.
  static final int GROUP_MAX = 4_096;

  /// Writes that wait at most, by urgency.
  private static int waitingMax(Urgency urgency) {
    return switch (urgency) {
      case INSIDE -> 200_000;
      case CLAIM -> 50_000;
      case ACCEPT -> 20_000;
    };
  }

  private static final int TRACKED_MAX = 200_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Map<Urgency, Queue> queues = new EnumMap<>(Urgency.class);
  private List<Handed> refused = new ArrayList<>();
  private long sequence;
  private boolean poked;
  private String closed = "";

  Intake() {
    for (var urgency : Urgency.values()) {
      queues.put(urgency, new Queue(urgency));
    }
  }

  /// What the writer takes at once.
  ///
  /// @param refused handed over and answered already, to be told
  /// @param isLast whether the intake is closed and nothing is left
  record Taken(List<Waiting> commits, List<Handed> refused, boolean isLast) {}

  void hand(Handed handed) {
    lock.lock();
    try {
      for (int place = 0; place < handed.size(); place++) {
        var commit = handed.commit(place);
        if (!closed.isEmpty()) {
          handed.answer(place, new Result.Broken(closed));
        } else if (!queue(commit).add(new Waiting(handed, place, sequence++))) {
          handed.answer(place, new Result.Broken("busy: too many commits wait"));
        }
      }
      if (handed.isAnswered()) {
        refused.add(handed);
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something is to be done and takes it; may come back with nothing when poked.
  Taken take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (count() == 0 && refused.isEmpty() && !poked && closed.isEmpty()) {
        filled.await();
      }
      poked = false;
      var group = new ArrayList<Waiting>();
      int writes = 0;
      boolean mixed = false;
      for (var queue : queues.values()) {
        int before = group.size();
        writes = queue.moveTo(group, writes);
        mixed |= before > 0 && group.size() > before;
      }
      if (mixed) {
        group.sort(Comparator.comparingLong(Waiting::sequence));
      }
      var told = refused;
      refused = new ArrayList<>();
      return new Taken(group, told, !closed.isEmpty() && count() == 0);
    } finally {
      lock.unlock();
    }
  }

  /// How many commits wait.
  int count() {
    lock.lock();
    try {
      int count = 0;
      for (var queue : queues.values()) {
        count += queue.waiting.size();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Makes [#take] come back.
  void poke() {
    lock.lock();
    try {
      poked = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Refuses all that comes from now on, for this reason; what waits can still be taken.
  void close(String why) {
    lock.lock();
    try {
      if (closed.isEmpty()) {
        closed = why;
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private Queue queue(Commit commit) {
    var lowest = commit.urgency();
    for (var write : commit.writes()) {
      if (write instanceof Write.Changed(var before, _)) {
        for (var queue : queues.values()) {
          if (queue.urgency.compareTo(lowest) > 0 && queue.holds(before.id())) {
            lowest = queue.urgency;
          }
        }
      }
    }
    return Objects.requireNonNull(queues.get(lowest));
  }

  /// Commits of one urgency, oldest first.
  private static final class Queue {
    private final Urgency urgency;
    private final int writesMax;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int writes;

    /// Which messages the waiting commits touch, by the last commit that does. Entries of commits
    /// that were taken already stay until the queue is empty, or there are too many.
    private final Map<MessageId, Long> touched = new HashMap<>();

    private long takenUpTo = -1;

    Queue(Urgency urgency) {
      this.urgency = urgency;
      writesMax = waitingMax(urgency);
    }

    boolean add(Waiting one) {
      int weight = one.commit().writes().size();
      if (writes > 0 && writes + weight > writesMax) {
        return false;
      }
      waiting.add(one);
      writes += weight;
      if (urgency != Urgency.INSIDE) {
        touch(one);
      }
      return true;
    }

    private void touch(Waiting one) {
      for (var write : one.commit().writes()) {
        if (write instanceof Write.Added(var message)) {
          touched.put(message.id(), one.sequence());
        } else if (write instanceof Write.Changed(var before, _)) {
          touched.put(before.id(), one.sequence());
        }
      }
      if (touched.size() > TRACKED_MAX) {
        touched.values().removeIf(last -> last <= takenUpTo);
      }
    }

    boolean holds(MessageId message) {
      var last = touched.isEmpty() ? null : touched.get(message);
      return last != null && last > takenUpTo;
    }

    /// Moves what fits to a group that has `groupWrites`; answers how many it has then.
    int moveTo(List<Waiting> group, int groupWrites) {
      int sum = groupWrites;
      while (!waiting.isEmpty()) {
        var next = waiting.getFirst();
        int weight = next.commit().writes().size();
        if (!group.isEmpty() && sum + weight > GROUP_MAX) {
          return sum;
        }
        waiting.removeFirst();
        group.add(next);
        sum += weight;
        writes -= weight;
        takenUpTo = next.sequence();
      }
      touched.clear();
      return sum;
    }
  }
}
