package io.carillon.engine.notify;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lane before one endpoint: what is to be told, in order for each message.
final class NoticeLane {
  /// How many notices are told to one endpoint at the same time.
  static final int TELLERS_MAX = 16;

  private final String name;
  private final Lane<NoticeName, Untold> lane = new Lane<>(Lane.Limits.USUAL);
  private final Map<Chain, ArrayDeque<Untold>> behind = new HashMap<>();
  private int tellers;
  private volatile long toldAt = Long.MIN_VALUE / 2;
  private boolean troubled;

  NoticeLane(String name) {
    this.name = name;
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

  /// A notice was owed just now: it goes into the lane, or behind an older one of its message.
  /// Where an older one may be in the store only, the store is asked, since it knows the order.
  synchronized void owed(Untold entry) {
    var chain = Chain.of(entry.notice());
    var older = behind.get(chain);
    if (older != null) {
      older.addLast(entry);
    } else if (troubled || lane.hasMore()) {
      lane.noteMore();
    } else {
      behind.put(chain, new ArrayDeque<>(0));
      lane.offer(entry.held());
    }
  }

  /// The head of a chain let the next one pass.
  synchronized void freed(Notice head) {
    var chain = Chain.of(head);
    var waiting = behind.get(chain);
    if (waiting == null) {
      return;
    }
    var next = waiting.pollFirst();
    if (next == null) {
      behind.remove(chain);
    } else {
      lane.offer(next.held());
    }
  }

  /// What the store had: each is the head of its message's notices.
  synchronized void refill(List<Untold> entries, boolean all) {
    entries.forEach(
        entry -> behind.computeIfAbsent(Chain.of(entry.notice()), _ -> new ArrayDeque<>(0)));
    lane.refill(entries.stream().map(Untold::held).toList(), all);
  }

  /// A failed notice is left to the store until its next try: so are those behind it.
  synchronized void leaveToStore(Notice head) {
    troubled = true;
    behind.remove(Chain.of(head));
  }

  /// Whether one more may tell; the teller calls [#stop] when it finds nothing more.
  synchronized boolean mayStart() {
    if (tellers >= TELLERS_MAX || lane.waiting() == 0) {
      return false;
    }
    tellers++;
    return true;
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
    return tellers == 0 && behind.isEmpty() && lane.isIdle();
  }
}
