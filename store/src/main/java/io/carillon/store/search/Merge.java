package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/// The rows of all chunks and segments as one order. A source is opened only when its ids come into
/// reach, so that a page costs what stands in a few of them.
final class Merge {
  private final Comparator<Id> order;
  private final Deque<Source> closed;
  private final PriorityQueue<Rows> open;

  Merge(Shelf shelf, Wanted wanted, boolean ascending) {
    order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
    open = new PriorityQueue<>(Comparator.comparing(Rows::id, order));
    var sources = new ArrayList<Source>();
    for (var chunk : shelf.chunks()) {
      var extent = chunk.extent();
      if (extent.count() > 0) {
        var first = ascending ? extent.lowest() : extent.highest();
        sources.add(new Source(first, () -> new ChunkRows(chunk, wanted, ascending)));
      }
    }
    for (var segment : shelf.segments()) {
      var head = segment.head();
      var part = segment.parts().get(wanted.account);
      boolean apart =
          part == null
              || head.highest().compareTo(wanted.least) < 0
              || head.lowest().compareTo(wanted.most) > 0;
      if (!apart) {
        var first = ascending ? head.lowest() : head.highest();
        sources.add(new Source(first, () -> new SegmentRows(segment, wanted, ascending)));
      }
    }
    sources.sort(Comparator.comparing(Source::first, order));
    closed = new ArrayDeque<>(sources);
  }

  /// @param first no id of it comes before this one
  private record Source(Id first, Supplier<Rows> rows) {}

  /// The next ids, at most so many; fewer than that are the last.
  List<Id> next(int most) {
    var found = new ArrayList<Id>();
    while (found.size() < most && reach()) {
      var rows = open.remove();
      found.add(rows.id());
      goOn(rows);
    }
    return found;
  }

  /// Passes over so many ids; answers over how many, where there are fewer.
  long skip(long count) {
    long skipped = 0;
    while (skipped < count && reach()) {
      var rows = open.remove();
      if (open.isEmpty()) {
        var edge = closed.isEmpty() ? last() : closed.getFirst().first();
        skipped += Math.max(1, rows.skip(count - skipped, edge));
      } else {
        skipped++;
      }
      goOn(rows);
    }
    return skipped;
  }

  private Id last() {
    return order.compare(Shelf.BOTTOM, Shelf.TOP) < 0 ? Shelf.TOP : Shelf.BOTTOM;
  }

  private void goOn(Rows rows) {
    if (rows.advance()) {
      open.add(rows);
    }
  }

  /// Opens what may hold the next id; false where there is none.
  private boolean reach() {
    while (!closed.isEmpty()
        && (open.isEmpty() || order.compare(closed.getFirst().first(), open.peek().id()) <= 0)) {
      goOn(closed.remove().rows().get());
    }
    return !open.isEmpty();
  }
}
