package io.carillon.engine.notify;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lane before one endpoint: what is to be told, in order for each message.
///
/// Problem: of one message's notices only the oldest open one may be told, until it is told, dead
/// or has failed three times; but asking the store which one that is would cost a read a notice.
/// Idea: for each message a *queue* with the head, as it stood at its last try, and those behind
/// it. Invariant: where a queue is, it has what the store would say; where none is, either
/// everything older is known to be settled, or the store is asked.
final class NoticeLane {
  /// How many notices are told to one endpoint at the same time.
  static final int TELLERS_MAX = 16;

  private final String name;
  private final Instant born;
  private final Lane<NoticeName, Untold> lane;
  private final Map<Chain, Queue> queues = new HashMap<>();
  private int tellers;
  private int starting;
  private volatile long toldAt = Long.MIN_VALUE / 2;
  private boolean troubled;
  private boolean leftOut;

  /// All that the store had waits for what is here: it is not asked again until that changes.
  private boolean heldUp;

  private volatile boolean resting;

  /// A lane that knows nothing of messages from before `born`, and of its very microsecond.
  NoticeLane(String name, Lane.Limits limits, Instant born) {
    this.name = name;
    this.born = born;
    this.lane = new Lane<>(limits);
  }

  /// Names a notice.
  record NoticeName(MessageId message, int sequence, String destination) {
    static NoticeName of(Notice notice) {
      return new NoticeName(notice.message(), notice.sequence(), notice.destination());
    }
  }

  private record Chain(MessageId message, String destination) {
    static Chain of(Notice notice) {
      return new Chain(notice.message(), notice.destination());
    }
  }

  /// The notices of one message, oldest first. Where it has gaps, the store has more of them.
  private static final class Queue {
    private Notice head;
    private final ArrayDeque<Untold> behind = new ArrayDeque<>(0);
    private boolean gaps;

    Queue(Notice head, boolean gaps) {
      this.head = head;
      this.gaps = gaps;
    }

    /// Takes in what follows; what a refill has brought already is left alone.
    void add(Untold entry) {
      int last = behind.isEmpty() ? head.sequence() : behind.getLast().notice().sequence();
      int next = entry.notice().sequence();
      if (next > last) {
        gaps |= next > last + 1;
        if (!gaps) {
          behind.addLast(entry);
        }
      }
    }

    boolean isHead(Notice notice) {
      return head.sequence() == notice.sequence();
    }
  }

  /// A notice and the message that it speaks of.
  record Untold(Notice notice, Message message) {
    Held<NoticeName, Untold> held() {
      return new Held<>(
          NoticeName.of(notice),
          this,
          message.terms().priority(),
          message.parties().account().value().hex());
    }
  }

  String name() {
    return name;
  }

  Lane<NoticeName, Untold> lane() {
    return lane;
  }

  /// When one was told last, in ticks.
  long toldAt() {
    return toldAt;
  }

  void toldAt(long ticks) {
    toldAt = ticks;
  }

  /// Nobody hears at this endpoint, or what is told cannot be kept: no teller starts until it is
  /// roused.
  void rest() {
    resting = true;
  }

  boolean isResting() {
    return resting;
  }

  /// Somebody may hear again.
  void rouse() {
    resting = false;
  }

  /// Whether the store is to be asked for more.
  synchronized boolean wantsRefill() {
    return !heldUp && lane.wantsRefill();
  }

  /// The store has more than is here.
  synchronized void noteMore() {
    heldUp = false;
    lane.noteMore();
  }

  /// A notice was owed just now: it goes into the lane, or behind an older one of its message.
  /// Where an older one may be in the store only, the store is asked, since it knows the order.
  synchronized void owed(Untold entry) {
    var queue = queues.get(Chain.of(entry.notice()));
    if (queue != null) {
      queue.add(entry);
    } else if (lane.hasMore() || !isNext(entry)) {
      lane.noteMore();
    } else {
      queues.put(Chain.of(entry.notice()), new Queue(entry.notice(), false));
      lane.offer(entry.held());
    }
  }

  /// Whether all older ones of its message are known to be settled.
  private boolean isNext(Untold entry) {
    boolean known = !troubled && entry.message().state().times().accepted().isAfter(born);
    return known || entry.notice().sequence() == 1;
  }

  /// The store let the one behind this notice pass.
  synchronized void freed(Notice notice) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    if (queue == null || !queue.isHead(notice)) {
      return;
    }
    var next = queue.behind.pollFirst();
    if (next == null) {
      queues.remove(Chain.of(notice));
      if (queue.gaps || troubled || leftOut) {
        leftOut = false;
        lane.noteMore();
      }
    } else {
      queue.head = next.notice();
      lane.offer(next.held());
    }
  }

  /// The head of a queue failed and is tried again by [#again] after a while.
  synchronized void failed(Notice notice) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    if (queue != null && queue.isHead(notice)) {
      queue.head = notice;
    }
  }

  /// The time has come to try a failed head again, unless that has been done.
  synchronized void again(Untold entry) {
    var queue = queues.get(Chain.of(entry.notice()));
    if (queue != null && queue.head.equals(entry.notice())) {
      lane.offer(entry.held());
    }
  }

  /// A failed notice is left to the store until its next try: so are those behind it.
  synchronized void leaveToStore(Notice notice) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    if (queue != null && queue.isHead(notice)) {
      queues.remove(Chain.of(notice));
      troubled = true;
    }
  }

  /// What the store had: the heads of their messages' notices, and failed ones that let the heads
  /// pass. One that is ahead of the head here comes by itself, when that one is released.
  synchronized void refill(List<Untold> entries, boolean all) {
    var taken = new ArrayList<Held<NoticeName, Untold>>(entries.size());
    for (var entry : entries) {
      var queue = queues.get(Chain.of(entry.notice()));
      if (queue != null && entry.notice().sequence() > queue.head.sequence()) {
        leftOut = true;
      } else {
        taken.add(entry.held());
      }
    }
    heldUp = taken.isEmpty();
    for (var fresh : lane.refill(taken, all)) {
      var notice = fresh.entry().notice();
      if (notice.telling().attempts() < Retelling.FREES_AT) {
        queues.putIfAbsent(Chain.of(notice), new Queue(notice, true));
      }
    }
  }

  /// Whether one more may tell; the teller ends when [#next] has nothing more.
  synchronized boolean mayStart() {
    if (tellers >= TELLERS_MAX || starting >= lane.waiting()) {
      return false;
    }
    tellers++;
    starting++;
    return true;
  }

  /// A teller that was started is there.
  synchronized void started() {
    starting--;
  }

  /// The next one to tell; empty ends the teller.
  synchronized Optional<Held<NoticeName, Untold>> next() {
    var taken = lane.take(1);
    if (taken.isEmpty()) {
      tellers--;
      return Optional.empty();
    }
    return Optional.of(taken.getFirst());
  }

  /// A teller stops with work left.
  synchronized void stop() {
    tellers--;
  }

  synchronized boolean isIdle() {
    return tellers == 0 && queues.isEmpty() && lane.isIdle();
  }
}
