package io.carillon.store.search;

import io.carillon.model.Id;
import org.jspecify.annotations.Nullable;

/// Reads from the store what the index does not hold: a few messages at a time.
final class Gathering {
  private static final int ROWS = 2_000;

  private final Contents contents;
  private final Truth truth;
  private final Limits limits;
  private @Nullable Chunk rows;
  private Id reached = Shelf.TOP;
  private @Nullable Loading loading;

  Gathering(Contents contents, Truth truth, Limits limits) {
    this.contents = contents;
    this.truth = truth;
    this.limits = limits;
  }

  /// @param from all before it were read
  private record Loading(Fresh into, Id from) {}

  /// Reads the next of what was in memory when the process ended; the index is ready after the
  /// last. Where memory was not enough meanwhile it begins again.
  void tail() {
    var fresh = contents.fresh();
    if (loading == null || !loading.into().equals(fresh)) {
      loading = new Loading(fresh, contents.floor());
    }
    int most = limits.rowsAtOnce(ROWS);
    contents.readingBelow();
    var entries = truth.from(loading.from(), most);
    contents.takeIn(entries);
    if (entries.size() < most) {
      contents.ready(fresh);
      loading = null;
    } else {
      loading = new Loading(fresh, entries.getLast().id);
    }
  }

  /// Reads the next below the edge; whether that is enough for a segment, or all.
  boolean below() {
    var gathered = rows;
    if (gathered == null) {
      gathered = new Chunk(limits.rowsOfSegment());
      rows = gathered;
      reached = contents.shelf().edge();
      contents.readingBelow();
    }
    int most = Math.min(ROWS, limits.rowsOfSegment() - gathered.count());
    var entries = truth.below(reached, most);
    for (var entry : entries) {
      if (!contents.holds(entry)) {
        gathered.add(entry, entry.account);
      }
    }
    boolean all = entries.size() < most;
    reached = all ? Shelf.BOTTOM : entries.getLast().id;
    return all || gathered.isFull();
  }

  /// What was gathered, which is forgotten here.
  Chunk take() {
    var gathered = rows == null ? new Chunk(0) : rows;
    rows = null;
    gathered.publish();
    return Chunk.joined(java.util.List.of(gathered));
  }

  /// All from here on was gathered.
  Id reached() {
    return reached;
  }

  /// Forgets what was gathered.
  void leave() {
    rows = null;
  }
}
