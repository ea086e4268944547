package io.carillon.store.search;

import io.carillon.model.Id;
import io.carillon.model.port.StoreException;
import io.carillon.store.search.Catalog.Marks;
import io.carillon.store.search.Catalog.State;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after an index, on a thread of its own: writes segments, reads from the store what is
/// missing, makes one segment of small ones.
///
/// It does a little at a time and rests as long as that took, but for making segments of what is in
/// memory, which has an end.
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int ERASED_AT_ONCE = 2_000;
  private static final long REST_MS = 1_000;
  private static final long AFTER_TROUBLE_MS = 5_000;

  /// For so long somebody may still read a segment that is no part of the index any more.
  private static final long RETIRED_NS = TimeUnit.SECONDS.toNanos(30);

  private final Contents contents;
  private final Catalog catalog;
  private final Truth truth;
  private final Limits limits;
  private final Semaphore signal = new Semaphore(0);
  private final Deque<Retired> retired = new ArrayDeque<>();
  private final Checking checking;
  private final Gathering gathering;
  private final Thread thread =
      Thread.ofPlatform().name("store-index").daemon().unstarted(this::run);
  private Marks marks = new Marks(Shelf.BOTTOM, Shelf.BOTTOM);
  private volatile boolean left;
  private volatile boolean closed;
  private volatile boolean doubted;

  private record Retired(Segment segment, long at) {}

  Keeper(Catalog catalog, Truth truth, Limits limits) {
    contents = new Contents(limits, this::wake);
    this.catalog = catalog;
    this.truth = truth;
    this.limits = limits;
    checking = new Checking(contents, truth);
    gathering = new Gathering(contents, truth, limits);
  }

  /// What it looks after.
  Contents contents() {
    return contents;
  }

  /// Finds out what there is.
  void open() throws IOException, InterruptedException {
    var mark = truth.mark();
    var known = catalog.read().filter(state -> mark.filter(state.marks()::know).isPresent());
    var segments = known.flatMap(this::opened);
    if (known.isPresent() && segments.isPresent() && agree(known.get(), segments.get())) {
      var state = known.get();
      checking.begin(state.clean() && state.verified());
      var shelf = new Shelf(List.of(), segments.get(), state.clean(), state.edge());
      contents.begin(shelf, state.floor());
    } else {
      segments.ifPresent(unusable -> unusable.forEach(Segment::close));
      var edge = truth.highest().map(Keeper::above).orElse(Shelf.BOTTOM);
      checking.begin(true);
      contents.begin(new Shelf(List.of(), List.of(), true, edge), edge);
    }
    marks = new Marks(mark.orElse(Shelf.BOTTOM), Shelf.BOTTOM);
    turnMark();
    catalog.keepOnly(new HashSet<>(numbers()));
  }

  /// Whether nothing stands in segments that is newer than all in the store: an older store, put in
  /// the place of one whose process was killed, has the same mark.
  private boolean agree(State state, List<Segment> segments) {
    var highest = truth.highest().orElse(Shelf.BOTTOM);
    return state.clean()
        || segments.stream().allMatch(it -> it.head().highest().compareTo(highest) <= 0);
  }

  /// Tells the store as it is from now on from what it was, wherever a copy of it may come back.
  private void turnMark() throws IOException, InterruptedException {
    var next = new Id(CHANCE.nextLong(), CHANCE.nextLong());
    mark(new Marks(next, marks.next()));
    truth.mark(next);
    mark(new Marks(next, next));
  }

  private synchronized void mark(Marks now) throws IOException {
    marks = now;
    write(false);
  }

  private static Id above(Id id) {
    return new Id(id.high() + 1, 0);
  }

  private Optional<List<Segment>> opened(State state) {
    var segments = new ArrayList<Segment>();
    try {
      for (long number : state.segments()) {
        segments.add(Segment.open(catalog.file(number)));
      }
      return Optional.of(segments);
    } catch (IOException | Damaged unusable) {
      LOG.warn("the index of messages is made again: a file of it cannot be used", unusable);
      segments.forEach(Segment::close);
      return Optional.empty();
    }
  }

  void start() {
    thread.start();
  }

  /// Something is to be done.
  void wake() {
    signal.release();
  }

  /// Somebody could not read a segment.
  void doubt() {
    doubted = true;
    wake();
  }

  boolean isVerified() {
    return checking.isVerified();
  }

  void leaveStore() {
    left = true;
    try {
      turnMark();
    } catch (IOException | StoreException failed) {
      LOG.warn("the index of messages cannot be left in order; it is made again", failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        long begun = System.nanoTime();
        boolean more = false;
        try {
          more = work();
        } catch (IOException | RuntimeException failed) {
          trouble(failed);
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        rest(more ? Math.min(took, REST_MS) : REST_MS);
      }
    } catch (InterruptedException _) {
      LOG.error("the keeper of the index was interrupted; nothing is written to it any more");
    }
  }

  private void trouble(Exception failed) throws InterruptedException {
    if (!closed && !left) {
      if (failed instanceof StoreException) {
        LOG.warn("the index of messages waits for the store: {}", failed.getMessage());
      } else {
        LOG.warn("the index of messages could not be looked after; trying again", failed);
      }
      rest(AFTER_TROUBLE_MS);
    }
  }

  private void rest(long millis) throws InterruptedException {
    if (signal.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }

  /// Does what is most urgent; whether there is more to do.
  private boolean work() throws IOException, InterruptedException {
    retire();
    if (doubted) {
      doubted = false;
      startAgain();
    }
    if (contents.hasFloorMoved()) {
      write(false);
    }
    if (contents.isRipe()) {
      seal(limits.chunksOfSegment());
      return true;
    }
    return !left && workWithStore();
  }

  private boolean workWithStore() throws IOException, InterruptedException {
    if (!contents.shelf().ready()) {
      gathering.tail();
      if (contents.shelf().ready()) {
        LOG.info("the index of messages is complete again");
      }
      return true;
    }
    if (forgetErased()) {
      return true;
    }
    if (contents.shelf().edge().compareTo(Shelf.BOTTOM) > 0) {
      if (gathering.below()) {
        readDown();
      }
      return true;
    }
    if (checking.step()) {
      if (checking.foundDamage()) {
        startAgain();
      } else if (checking.isDone()) {
        write(false);
      }
      return true;
    }
    return merge();
  }

  /// Wipes out what left the store; whether there was any.
  private boolean forgetErased() throws InterruptedException {
    var erased = truth.erased(ERASED_AT_ONCE);
    if (!erased.isEmpty()) {
      contents.erase(erased);
      contents.shelf().segments().forEach(segment -> segment.blot(erased));
      truth.forget(erased);
    }
    return !erased.isEmpty();
  }

  /// What was gathered below the edge becomes a segment.
  private void readDown() throws IOException {
    var rows = gathering.take();
    var segment = rows.count() == 0 ? null : written(rows);
    contents.readDownTo(gathering.reached(), segment);
    write(false);
    if (gathering.reached().equals(Shelf.BOTTOM)) {
      LOG.info("the index of messages holds all of them now");
    }
  }

  /// The oldest chunks become a segment.
  private void seal(int chunksMost) throws IOException {
    var batch = contents.ripe(chunksMost);
    Segment segment = null;
    try {
      var rows = Chunk.joined(batch.chunks());
      segment = rows.count() == 0 ? null : written(rows);
      if (!contents.sealed(batch, segment)) {
        drop(segment);
      }
    } catch (IOException | RuntimeException failed) {
      contents.leave();
      throw failed;
    }
    write(false);
  }

  private Segment written(Chunk rows) throws IOException {
    long number = catalog.nextNumber();
    SegmentWriter.write(rows, catalog.place(number));
    var segment = Segment.open(catalog.file(number));
    segment.summarize();
    return segment;
  }

  private void drop(@Nullable Segment segment) throws IOException {
    if (segment != null) {
      segment.close();
      Files.deleteIfExists(segment.file());
    }
  }

  /// Small neighbours become one segment, and what is mostly erased a smaller one.
  private boolean merge() throws IOException {
    var some = mergeable();
    if (some.isEmpty()) {
      return false;
    }
    contents.merging();
    try {
      var rows = Chunk.joined(some.stream().map(SegmentLoading::load).toList());
      contents.merged(some, rows.count() == 0 ? null : written(rows));
    } catch (IOException | RuntimeException failed) {
      contents.leave();
      throw failed;
    }
    write(false);
    retire(some);
    return true;
  }

  private List<Segment> mergeable() {
    var segments = new ArrayList<>(contents.shelf().segments());
    segments.sort(Comparator.comparing(segment -> segment.head().lowest()));
    for (int i = 0; i < segments.size(); i++) {
      var one = segments.get(i);
      if (2 * one.erased() > one.rowCount()) {
        return List.of(one);
      }
      var next = i + 1 < segments.size() ? segments.get(i + 1) : null;
      if (next != null && one.rowCount() + next.rowCount() <= limits.rowsOfSegment()) {
        return List.of(one, next);
      }
    }
    return List.of();
  }

  /// Trusts no segment any more: all is read from the store again.
  private void startAgain() throws IOException {
    LOG.warn("the index of messages is made again: it is damaged");
    gathering.leave();
    retire(contents.forgetSegments());
    checking.begin(true);
    write(false);
  }

  private void retire(List<Segment> segments) throws IOException {
    for (var segment : segments) {
      Files.deleteIfExists(segment.file());
      retired.add(new Retired(segment, System.nanoTime()));
    }
  }

  private void retire() {
    while (!retired.isEmpty() && System.nanoTime() - retired.peek().at() > RETIRED_NS) {
      retired.remove().segment().close();
    }
  }

  private synchronized void write(boolean clean) throws IOException {
    var floor = contents.floor();
    var shelf = contents.shelf();
    catalog.write(new State(marks, clean, checking.isVerified(), shelf.edge(), floor, numbers()));
  }

  private List<Long> numbers() {
    return contents.shelf().segments().stream()
        .map(segment -> Catalog.number(segment.file()))
        .toList();
  }

  /// Makes segments of all that is in memory.
  @Override
  public void close() {
    left = true;
    closed = true;
    wake();
    try {
      thread.join();
      while (!contents.isEmpty()) {
        seal(limits.chunksOfSegment());
      }
      for (var segment : contents.shelf().segments()) {
        segment.force();
      }
      write(contents.shelf().ready());
    } catch (IOException | StoreException | Damaged failed) {
      LOG.warn(
          "the index of messages could not be closed; it is completed at the next start", failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    retired.forEach(it -> it.segment().close());
    contents.shelf().segments().forEach(Segment::close);
  }
}
