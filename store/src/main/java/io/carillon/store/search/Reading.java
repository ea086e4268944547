package io.carillon.store.search;

import io.carillon.model.Id;
import io.carillon.model.port.History.Filter;
import java.time.Duration;

/// The index as it was at one moment.
public final class Reading {
  /// How many windows of rows stand for one, where only an estimate is wanted.
  private static final int SAMPLED = 8;

  private final Shelf shelf;

  Reading(Shelf shelf) {
    this.shelf = shelf;
  }

  /// Whether it can answer; else only the store itself can.
  public boolean isReady() {
    return shelf.ready();
  }

  /// Whether all messages stand in it.
  public boolean isComplete() {
    return shelf.ready() && shelf.edge().equals(Shelf.BOTTOM);
  }

  /// Messages with lower ids do not stand in it yet.
  public Id edge() {
    return shelf.edge();
  }

  /// The messages from one id to another, both included, that may pass a filter.
  public Answer answer(Filter filter, Id least, Id most, boolean ascending) {
    var wanted = new Wanted(filter, least, most);
    return new Answer(new Merge(shelf, wanted, ascending), wanted.exact);
  }

  /// How many messages may pass.
  ///
  /// @param exact whether each of them does; else they are to be looked at one by one
  /// @param whole whether all were counted; else it is an estimate
  public record Count(long messages, boolean exact, boolean whole) {}

  /// How many messages from one id to another, both included, may pass a filter.
  ///
  /// @param enough from how many on an estimate will do
  /// @param patience for how long all are counted all the same
  public Count count(Filter filter, Id least, Id most, long enough, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    var wanted = new Wanted(filter, least, most);
    long counted = 0;
    for (var chunk : shelf.chunks()) {
      counted += chunk.count(wanted);
    }
    boolean whole = true;
    for (var segment : shelf.segments()) {
      boolean sampled = counted > enough && System.nanoTime() - until > 0;
      whole &= !sampled;
      counted += count(segment, wanted, sampled ? SAMPLED : 1);
    }
    return new Count(counted, wanted.exact, whole);
  }

  private static long count(Segment segment, Wanted wanted, int each) {
    var part = segment.parts().get(wanted.account);
    if (part == null) {
      return 0;
    }
    boolean whole =
        wanted.least.compareTo(segment.head().lowest()) <= 0
            && wanted.most.compareTo(segment.head().highest()) >= 0;
    boolean plain =
        whole
            && segment.erased() == 0
            && wanted.anyTraits
            && wanted.accepted.any()
            && wanted.came.any();
    if (plain && wanted.keyed.isEmpty()) {
      return part.rows();
    }
    if (plain && wanted.keyed.size() == 1) {
      return segment.keyCount(part, wanted.keyed.getFirst());
    }
    return new SegmentRows(segment, wanted, true).count(each);
  }
}
