package io.carillon.store.search;

import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All rows of an index, and what may be done to them while others read: rows are followed, chunks
/// become segments, segments become one, what is missing is taken in.
final class Contents {
  private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

  /// So many changes are made while everybody waits; more of them beforehand.
  private static final int FEW = 64;

  /// So many messages are erased while commits wait.
  private static final int ERASED_AT_ONCE = 200;

  private final Limits limits;
  private final Runnable wake;
  private final ReentrantLock lock = new ReentrantLock();
  private Fresh fresh;
  private Id floor = Shelf.TOP;
  private boolean floorMoved;

  /// Below it messages are read from the store, and come here too.
  private Id firstEdge = Shelf.BOTTOM;

  /// Whether newer ones were, too.
  private boolean hasRead;

  private volatile Shelf shelf;

  /// What becomes of rows that are being copied: of segments, and of so many of the first fresh
  /// ones.
  private final Notes notes = new Notes();

  private int notedRows;

  /// What becomes of messages that are being read from the store.
  private final Notes notesBelow = new Notes();

  /// @param wake says that there is something to do
  Contents(Limits limits, Runnable wake) {
    this.limits = limits;
    this.wake = wake;
    fresh = new Fresh(limits.rowsOfChunk());
    shelf = new Shelf(fresh.chunks(), List.of(), false, Shelf.TOP);
  }

  /// Follows what was committed, in order. To be called by one thread, before anybody is told.
  void follow(List<Write> writes) {
    lock.lock();
    try {
      for (var write : writes) {
        if (write instanceof Write.Added(var message)) {
          take(Entry.of(message));
        } else if (write instanceof Write.Changed(var before, var after)) {
          change(before, after);
        } else if (write instanceof Write.Erased(var last)) {
          change(Change.erased(last.account(), last.id().value()));
          wake.run();
        }
      }
      fresh.publish();
    } finally {
      lock.unlock();
    }
  }

  private void change(Message before, Message after) {
    if (!after.isErased()) {
      change(Change.of(after));
    } else if (!before.isErased()) {
      change(Change.erased(after.account(), after.id().value()));
      wake.run();
    }
  }

  /// What is followed may have been read from the store before.
  private void take(Entry entry) {
    boolean unread = !hasRead && entry.id.compareTo(firstEdge) >= 0;
    if (unread || !stands(entry)) {
      add(entry);
    }
  }

  private void add(Entry entry) {
    if (entry.id.compareTo(floor) < 0) {
      floor = entry.id;
      floorMoved = true;
      wake.run();
    }
    if (fresh.add(entry)) {
      if (fresh.chunks().size() > limits.chunksMax()) {
        overflow();
      }
      shelf = shelf.with(fresh.chunks(), shelf.segments());
      wake.run();
    }
  }

  /// Segments cannot be written, and memory has an end: what it held is read again later.
  private void overflow() {
    LOG.warn("the index of messages cannot be written: lists are slow until it can");
    loseFresh();
  }

  /// What is in memory cannot be trusted: it is read again later.
  void lose() {
    locked(() -> {
      loseFresh();
      return fresh;
    });
    wake.run();
  }

  private void loseFresh() {
    fresh = new Fresh(limits.rowsOfChunk());
    shelf = shelf.with(false, shelf.edge());
  }

  private void change(Change change) {
    int row = fresh.find(change.id());
    if (row >= 0) {
      fresh.change(row, change);
      if (row < notedRows) {
        notes.add(change);
      }
    } else if (isChanged(change)) {
      notes.add(change);
    } else {
      notesBelow.add(change);
    }
  }

  private boolean isChanged(Change change) {
    for (var segment : shelf.segments()) {
      if (change.on(segment)) {
        return true;
      }
    }
    return false;
  }

  /// Whether enough has gathered for a segment.
  boolean isRipe() {
    return locked(() -> fresh.full() >= limits.chunksRipe());
  }

  /// All rows of this moment, for the keeper.
  Shelf shelf() {
    return shelf;
  }

  /// Where reading the store must begin again when memory is lost.
  Id floor() {
    return locked(() -> {
      floorMoved = false;
      return floor;
    });
  }

  boolean hasFloorMoved() {
    return locked(() -> floorMoved);
  }

  /// What is there when it is opened.
  void begin(Shelf first, Id firstFloor) {
    locked(() -> {
      floor = firstFloor;
      firstEdge = first.edge();
      shelf = first.with(fresh.chunks(), first.segments());
      return shelf;
    });
  }

  /// Takes in what was read from the store since [#readingBelow], but for what stands in segments.
  void takeIn(List<Entry> entries) {
    locked(() -> {
      for (var entry : entries) {
        if (!stands(entry)) {
          add(entry);
        }
      }
      hasRead = true;
      var since = notesBelow.take();
      notesBelow.end();
      since.forEach(this::change);
      fresh.publish();
      return fresh;
    });
  }

  private boolean stands(Entry entry) {
    return shelf.segments().stream().anyMatch(it -> it.find(entry.account, entry.id) >= 0);
  }

  /// What is fresh now: another one when memory was not enough meanwhile.
  Fresh fresh() {
    return locked(() -> fresh);
  }

  /// From now on it answers for all from the edge on, unless memory was not enough meanwhile.
  void ready(Fresh loaded) {
    locked(() -> shelf = shelf.with(loaded == fresh, shelf.edge()));
  }

  /// The oldest chunks, while what becomes of their rows is noted. [#sealed] or [#leave] follows.
  Batch ripe(int chunksMost) {
    return locked(() -> {
      var oldest = fresh.chunks().stream().limit(chunksMost).filter(it -> it.count() > 0).toList();
      notes.begin();
      notedRows = oldest.size() * limits.rowsOfChunk();
      return new Batch(fresh, oldest);
    });
  }

  /// Some of the fresh rows.
  record Batch(Fresh of, List<Chunk> chunks) {}

  /// A segment stands in the place of chunks; false where they are gone.
  ///
  /// @param segment null where all of their rows were erased
  boolean sealed(Batch batch, @Nullable Segment segment) {
    catchUp(segment);
    return locked(() -> {
      boolean stands = batch.of() == fresh;
      if (stands) {
        Notes.make(notes.take(), segment);
        fresh.drop(batch.chunks().size());
        shelf = shelf.with(fresh.chunks(), and(shelf.segments(), segment));
        floor = shelf.ready() ? freshFloor() : floor;
      }
      leave();
      return stands;
    });
  }

  /// Where it lies when all below fresh rows stands in segments.
  private Id freshFloor() {
    var lowest = fresh.lowest();
    return lowest.equals(Shelf.TOP) ? above(shelf.segments()) : lowest;
  }

  /// A little above all ids of segments.
  private static Id above(List<Segment> segments) {
    var highest = Shelf.BOTTOM;
    for (var segment : segments) {
      var its = segment.head().highest();
      highest = its.compareTo(highest) > 0 ? its : highest;
    }
    return new Id(highest.high() + 1, 0);
  }

  /// Begins to note what becomes of rows in segments. [#merged] or [#leave] follows.
  void merging() {
    locked(() -> {
      notes.begin();
      return notes;
    });
  }

  /// A segment stands in the place of others.
  ///
  /// @param segment null where all of their rows were erased
  void merged(List<Segment> old, @Nullable Segment segment) {
    catchUp(segment);
    locked(() -> {
      Notes.make(notes.take(), segment);
      var segments = new ArrayList<>(shelf.segments());
      segments.removeAll(old);
      shelf = shelf.with(shelf.chunks(), and(segments, segment));
      leave();
      return shelf;
    });
  }

  /// Notes nothing any more.
  void leave() {
    locked(() -> {
      notes.end();
      notedRows = 0;
      return notes;
    });
  }

  /// Makes most of what was noted while others go on.
  private void catchUp(@Nullable Segment segment) {
    var some = locked(notes::take);
    while (some.size() > FEW) {
      Notes.make(some, segment);
      some = locked(notes::take);
    }
    Notes.make(some, segment);
  }

  /// Begins to note what becomes of messages that stand nowhere here. [#takeIn] or [#readDownTo]
  /// follows.
  void readingBelow() {
    locked(() -> {
      notesBelow.begin();
      return notesBelow;
    });
  }

  /// All from this edge on stand here now.
  ///
  /// @param segment what was read; null where there was nothing more
  void readDownTo(Id edge, @Nullable Segment segment) {
    locked(() -> {
      Notes.make(notesBelow.take(), segment);
      notesBelow.end();
      var all = shelf.with(shelf.chunks(), and(shelf.segments(), segment));
      shelf = all.with(shelf.ready(), edge);
      return shelf;
    });
  }

  /// Looks at a segment once, so that later looks are quicker.
  void summarize(Segment segment) {
    locked(() -> {
      segment.summarize();
      return segment;
    });
  }

  boolean isEmpty() {
    return locked(() -> fresh.isEmpty());
  }

  /// Whether a message stands in it, wherever.
  boolean holds(Entry entry) {
    return locked(() -> fresh.find(entry.id) >= 0 || stands(entry));
  }

  /// Hides messages, wherever they stand.
  void erase(List<Entry.Owned> messages) {
    for (int from = 0; from < messages.size(); from += ERASED_AT_ONCE) {
      var some = messages.subList(from, Math.min(from + ERASED_AT_ONCE, messages.size()));
      locked(() -> {
        some.forEach(message -> change(Change.erased(message.account(), message.id())));
        fresh.publish();
        return fresh;
      });
    }
  }

  /// Makes a change of what stands in it.
  void make(Change change) {
    locked(() -> {
      change(change);
      fresh.publish();
      return fresh;
    });
  }

  /// Segments cannot be trusted: all below what is in memory is to be read again.
  List<Segment> forgetSegments() {
    return locked(() -> {
      var old = shelf.segments();
      shelf = new Shelf(fresh.chunks(), List.of(), shelf.ready(), floor);
      firstEdge = floor;
      return old;
    });
  }

  private static List<Segment> and(List<Segment> some, @Nullable Segment one) {
    var all = new ArrayList<>(some);
    if (one != null) {
      all.add(one);
    }
    return all;
  }

  /// Does something while nothing else changes; answers what it answers.
  private <T> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }
}
