package io.carillon.engine.notify;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// The places of all tellers of all lanes: how many notices are told at the same time in all.
///
/// Problem: a thousand endpoints that take 15 s for an answer would hold all places there are, and
/// a quick one would wait for them. Idea: of all places a quarter is never given to lanes before
/// slow endpoints, and a quarter never all to quick ones; where none is free, lanes wait their
/// turn, and a teller gives its place up after one notice while others wait for it.
///
/// One lock of its own; it is taken inside a lane's lock and takes none.
final class Tellers {
  /// How many there are.
  static final int ALL = 1_024;

  private final int all;
  private final int least;
  private final Places quick = new Places();
  private final Places slow = new Places();
  private Function<String, IntSupplier> bounds = _ -> () -> NoticeLane.TELLERS_MAX;
  private volatile boolean anybodyWaits;

  Tellers() {
    this(ALL);
  }

  Tellers(int all) {
    this.all = all;
    least = all / 4;
  }

  /// Sets how many may tell in a lane at the same time, by its name; for the time of wiring only.
  void bound(Function<String, IntSupplier> next) {
    bounds = next;
  }

  /// How many may tell in a lane at the same time.
  IntSupplier bound(String lane) {
    return bounds.apply(lane);
  }

  /// Of how an endpoint answers.
  enum Kind {
    QUICK,
    /// It takes more than a second, or failed when it was last asked.
    SLOW
  }

  private static final class Places {
    private final SequencedSet<NoticeLane> waiting = new LinkedHashSet<>();
    private int taken;
  }

  /// Takes a place; where there is none, notes that the lane waits for one.
  synchronized boolean take(NoticeLane lane, Kind kind) {
    var places = of(kind);
    boolean free = hasRoom(kind);
    if (free) {
      places.taken++;
      places.waiting.remove(lane);
    } else {
      places.waiting.add(lane);
    }
    noteWaiting();
    return free;
  }

  synchronized void give(Kind kind) {
    of(kind).taken--;
  }

  /// Whether a teller is to give up its place for a lane that waits.
  boolean isWanted(Kind kind) {
    return anybodyWaits && isWantedNow(kind);
  }

  private synchronized boolean isWantedNow(Kind kind) {
    var other = kind == Kind.QUICK ? slow : quick;
    return !of(kind).waiting.isEmpty() || (!other.waiting.isEmpty() && other.taken < least);
  }

  /// A lane whose turn it is to take a place that is free, which then waits no more.
  synchronized Optional<NoticeLane> next() {
    var kind = !slow.waiting.isEmpty() && slow.taken < least ? Kind.SLOW : Kind.QUICK;
    if (of(kind).waiting.isEmpty() || !hasRoom(kind)) {
      kind = kind == Kind.QUICK ? Kind.SLOW : Kind.QUICK;
    }
    if (of(kind).waiting.isEmpty() || !hasRoom(kind)) {
      return Optional.empty();
    }
    var lane = of(kind).waiting.removeFirst();
    noteWaiting();
    return Optional.of(lane);
  }

  /// How many tell now.
  synchronized int taken() {
    return quick.taken + slow.taken;
  }

  /// How many lanes wait for a place.
  synchronized int waiting() {
    return quick.waiting.size() + slow.waiting.size();
  }

  private void noteWaiting() {
    anybodyWaits = !quick.waiting.isEmpty() || !slow.waiting.isEmpty();
  }

  private Places of(Kind kind) {
    return switch (kind) {
      case QUICK -> quick;
      case SLOW -> slow;
    };
  }

  private boolean hasRoom(Kind kind) {
    boolean own = of(kind).taken < all - least;
    return quick.taken + slow.taken < all
        && (own || (kind == Kind.QUICK && slow.waiting.isEmpty()));
  }
}
