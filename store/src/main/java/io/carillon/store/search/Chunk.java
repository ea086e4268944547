package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of the index in memory, in the order in which they came.
///
/// One thread at a time adds and changes; others read what was published. Traits and moments may
/// change while they read: they see one value or the other.
final class Chunk {
  private static final int TAGS = 64;

  final long[] high;
  final long[] low;
  final AccountId[] account;
  final short[] traits;
  final int[] accepted;
  final int[] came;
  final long[] from;
  final long[] to;
  final long[] reference;
  private int[] taggedRows = new int[TAGS];
  private long[] tags = new long[TAGS];
  private int tagCount;
  private int count;
  private Id lowest = new Id(-1, -1);
  private Id highest = new Id(0, 0);
  private volatile Extent extent;

  Chunk(int capacity) {
    high = new long[capacity];
    low = new long[capacity];
    account = new AccountId[capacity];
    traits = new short[capacity];
    accepted = new int[capacity];
    came = new int[capacity];
    from = new long[capacity];
    to = new long[capacity];
    reference = new long[capacity];
    extent = new Extent(this);
  }

  /// How far it may be read.
  static final class Extent {
    private final int count;
    private final int[] taggedRows;
    private final long[] tags;
    private final int tagCount;
    private final Id lowest;
    private final Id highest;

    private Extent(Chunk chunk) {
      count = chunk.count;
      taggedRows = chunk.taggedRows;
      tags = chunk.tags;
      tagCount = chunk.tagCount;
      lowest = chunk.lowest;
      highest = chunk.highest;
    }

    int count() {
      return count;
    }

    int tagCount() {
      return tagCount;
    }

    Id lowest() {
      return lowest;
    }

    Id highest() {
      return highest;
    }
  }

  /// All rows of some chunks in one, without those that were erased.
  static Chunk joined(List<Chunk> chunks) {
    var joined = new Chunk(chunks.stream().mapToInt(Chunk::count).sum());
    for (var chunk : chunks) {
      joined.add(chunk);
    }
    joined.publish();
    return joined;
  }

  private void add(Chunk other) {
    var rows = new int[other.count];
    for (int row = 0; row < other.count; row++) {
      short its = other.traits[row];
      rows[row] = Traits.isErased(its) ? -1 : add(other.account[row], other.id(row));
      if (rows[row] >= 0) {
        int own = rows[row];
        traits[own] = its;
        accepted[own] = other.accepted[row];
        came[own] = other.came[row];
        from[own] = other.from[row];
        to[own] = other.to[row];
        reference[own] = other.reference[row];
      }
    }
    for (int i = 0; i < other.tagCount; i++) {
      int own = rows[other.taggedRows[i]];
      if (own >= 0 && other.tags[i] != 0) {
        addTag(own, other.tags[i]);
      }
    }
  }

  private Id id(int row) {
    return new Id(high[row], low[row]);
  }

  boolean isFull() {
    return count == high.length;
  }

  int count() {
    return count;
  }

  Id lowest() {
    return lowest;
  }

  Extent extent() {
    return extent;
  }

  /// Adds a row of which nothing else is known yet; answers which.
  int add(AccountId owner, Id id) {
    int row = count++;
    high[row] = id.high();
    low[row] = id.low();
    account[row] = owner;
    reach(id);
    return row;
  }

  /// Adds a row; answers which.
  int add(Entry entry, AccountId owner) {
    int row = add(owner, entry.id);
    traits[row] = (short) entry.traits;
    accepted[row] = entry.accepted;
    came[row] = entry.came;
    from[row] = entry.from;
    to[row] = entry.to;
    reference[row] = entry.reference;
    for (long tag : entry.tags) {
      addTag(row, tag);
    }
    return row;
  }

  private void reach(Id id) {
    lowest = id.compareTo(lowest) < 0 ? id : lowest;
    highest = id.compareTo(highest) > 0 ? id : highest;
  }

  void addTag(int row, long tag) {
    if (tagCount == tags.length) {
      taggedRows = Arrays.copyOf(taggedRows, 2 * tagCount);
      tags = Arrays.copyOf(tags, 2 * tagCount);
    }
    taggedRows[tagCount] = row;
    tags[tagCount++] = tag;
  }

  /// Takes over what a message has become; never back from a later status.
  void change(int row, int nextTraits, int nextCame) {
    traits[row] = (short) later(traits[row], nextTraits);
    if (nextCame != Entry.NEVER) {
      came[row] = nextCame;
    }
  }

  /// The traits with the later status: changes may come in another order than they were made in.
  static int later(int now, int next) {
    boolean back = Traits.status(next).rank() < Traits.status(now).rank();
    return Traits.isErased(now) || back ? now : next;
  }

  /// Blots out all of a row.
  void erase(int row) {
    traits[row] = 0;
    from[row] = 0;
    to[row] = 0;
    reference[row] = 0;
    for (int i = 0; i < tagCount; i++) {
      if (taggedRows[i] == row) {
        tags[i] = 0;
      }
    }
  }

  /// Shows others what was added and changed since.
  void publish() {
    extent = new Extent(this);
  }

  /// The tags of some rows, in any order, as pairs of what `rows` says of their row, and the tag.
  void eachTag(TagOfRow taken) {
    for (int i = 0; i < tagCount; i++) {
      taken.take(taggedRows[i], tags[i]);
    }
  }

  /// Takes a tag of a row.
  interface TagOfRow {
    void take(int row, long tag);
  }

  /// The rows that may pass, by their ids upwards.
  List<Id> select(Wanted wanted) {
    var seen = extent;
    var found = new ArrayList<Id>();
    var tagged = tagged(wanted, seen);
    for (int row = 0; row < seen.count; row++) {
      if ((tagged == null || tagged[row]) && holds(wanted, row)) {
        found.add(id(row));
      }
    }
    found.sort(null);
    return found;
  }

  /// How many rows may pass.
  int count(Wanted wanted) {
    var seen = extent;
    int found = 0;
    var tagged = tagged(wanted, seen);
    for (int row = 0; row < seen.count; row++) {
      if ((tagged == null || tagged[row]) && holds(wanted, row)) {
        found++;
      }
    }
    return found;
  }

  private boolean holds(Wanted wanted, int row) {
    if (!wanted.account.equals(account[row])) {
      return false;
    }
    for (var keyed : wanted.keyed) {
      boolean holds =
          switch (keyed.kind()) {
            case FROM -> keyed.holds(from[row]);
            case TO -> keyed.holds(to[row]);
            case REFERENCE -> keyed.holds(reference[row]);
            case TAG -> true;
          };
      if (!holds) {
        return false;
      }
    }
    return wanted.holds(high[row], low[row])
        && wanted.holds(traits[row], high[row] >>> 16, accepted[row], came[row]);
  }

  /// By row, whether it has all tags that are asked for; null where none is.
  private static boolean @Nullable [] tagged(Wanted wanted, Extent seen) {
    boolean[] all = null;
    for (var keyed : wanted.keyed) {
      if (keyed.kind() == Wanted.Kind.TAG) {
        var has = new boolean[seen.count];
        for (int i = 0; i < seen.tagCount; i++) {
          int row = seen.taggedRows[i];
          if (keyed.holds(seen.tags[i]) && row < has.length && (all == null || all[row])) {
            has[row] = true;
          }
        }
        all = has;
      }
    }
    return all;
  }
}
