package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Rows of the index in a file, sorted.
///
/// Its head is held in memory, so that a place in a column costs one read of at most 256 values.
/// Anybody reads; one thread at a time changes.
final class Segment implements AutoCloseable {
  private static final int PIECE = 1 << 16;
  private static final long[] NONE = {};

  private final Path file;
  private final Positions positions;
  private final Head head;
  private final Layout layout;
  private final Columns columns;
  private final Map<AccountId, Part> parts = new LinkedHashMap<>();
  private final Map<Part, Summary> summaries = new ConcurrentHashMap<>();
  private final long[] rowFences;
  private final long[] keyFences;
  private volatile int erased;
  private boolean changed;

  private Segment(Path file, Positions positions) throws IOException {
    this.file = file;
    this.positions = positions;
    long length = positions.size();
    var header = positions.octets(0, (int) Math.min(Layout.HEADER, length));
    layout = Head.layout(header, length);
    var rest = positions.octets(Layout.HEADER, (int) layout.head() - Layout.HEADER);
    head = Head.of(layout, header, rest);
    erased = Head.erased(header);
    columns = new Columns(positions, layout);
    for (int i = 0; i < layout.accounts(); i++) {
      var account = new AccountId(new Id(rest.getLong(), rest.getLong()));
      parts.put(account, new Part(rest));
    }
    rowFences = longs(rest, Layout.fences(layout.rows()));
    keyFences = longs(rest, Layout.fences(layout.keys()));
  }

  private static long[] longs(ByteBuffer from, int count) {
    var values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.getLong();
    }
    return values;
  }

  /// Opens a segment; throws [Damaged] where the file is not one whole.
  static Segment open(Path file) throws IOException {
    var positions = new Positions(file);
    try {
      return new Segment(file, positions);
    } catch (IOException | RuntimeException failed) {
      positions.close();
      throw failed;
    }
  }

  Path file() {
    return file;
  }

  Head head() {
    return head;
  }

  Columns columns() {
    return columns;
  }

  Map<AccountId, Part> parts() {
    return parts;
  }

  int rowCount() {
    return layout.rows();
  }

  /// How many rows were erased.
  int erased() {
    return erased;
  }

  boolean mayHold(Id id) {
    return id.compareTo(head.lowest()) >= 0 && id.compareTo(head.highest()) <= 0;
  }

  /// The first row of a part whose id is at least this one.
  int firstAtLeast(Part part, Id id) {
    int from = part.first();
    int low = (part.first() + Layout.FENCE - 1) / Layout.FENCE;
    int high = (part.end() - 1) / Layout.FENCE;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(rowFences[middle], id.high()) < 0) {
        from = middle * Layout.FENCE;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    while (from < part.end()) {
      int to = Math.min(part.end(), behindFence(from));
      int found = firstAtLeast(from, to, id);
      if (found < to) {
        return found;
      }
      from = to;
    }
    return from;
  }

  private static int behindFence(int value) {
    return (value / Layout.FENCE + 1) * Layout.FENCE;
  }

  private int firstAtLeast(int from, int to, Id id) {
    var highs = columns.highs(from, to - from);
    for (int i = 0; i < highs.length; i++) {
      int order = Long.compareUnsigned(highs[i], id.high());
      boolean behind = order == 0 && Long.compareUnsigned(low(from + i), id.low()) >= 0;
      if (order > 0 || behind) {
        return from + i;
      }
    }
    return to;
  }

  /// The row of a message; -1 where it has none here.
  int find(AccountId account, Id id) {
    var part = mayHold(id) ? parts.get(account) : null;
    if (part == null) {
      return -1;
    }
    int row = firstAtLeast(part, id);
    return row < part.end() && id(row).equals(id) ? row : -1;
  }

  Id id(int row) {
    return new Id(columns.highs(row, 1)[0], low(row));
  }

  private long low(int row) {
    return columns.lows(row, 1)[0];
  }

  /// A bit for each row of a part that all keys lead to; null where none do.
  ///
  /// @param wanted asks for one key at least
  long @Nullable [] led(Part part, Wanted wanted) {
    long[] all = NONE;
    for (var keyed : wanted.keyed) {
      int from = firstKey(part, keyed.kind(), keyed.least());
      int to = endOfKeys(part, keyed);
      if (from == to) {
        return null;
      }
      var bits = bits(part, from, to);
      for (int i = 0; i < all.length; i++) {
        bits[i] &= all[i];
      }
      all = bits;
    }
    return all;
  }

  /// How many keys lead into a part.
  int keyCount(Part part, Wanted.Keyed keyed) {
    return endOfKeys(part, keyed) - firstKey(part, keyed.kind(), keyed.least());
  }

  private int endOfKeys(Part part, Wanted.Keyed keyed) {
    return keyed.most() == Long.MAX_VALUE
        ? part.endOfKeys(keyed.kind())
        : firstKey(part, keyed.kind(), keyed.most() + 1);
  }

  private long[] bits(Part part, int from, int to) {
    var bits = new long[(part.rows() + 63) / 64];
    for (int at = from; at < to; at += PIECE) {
      for (int row : columns.rowsOfKeys(at, Math.min(PIECE, to - at))) {
        int bit = row - part.first();
        if (bit >= 0) {
          bits[bit >>> 6] |= 1L << bit;
        }
      }
    }
    return bits;
  }

  private int firstKey(Part part, Wanted.Kind kind, long key) {
    int end = part.endOfKeys(kind);
    int from = part.firstKey(kind);
    if (from == end) {
      return end;
    }
    int low = (from + Layout.FENCE - 1) / Layout.FENCE;
    int high = (end - 1) / Layout.FENCE;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (keyFences[middle] < key) {
        from = middle * Layout.FENCE;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    var keys = columns.keys(from, Math.min(end, behindFence(from)) - from);
    return from + Sorting.firstAtLeast(keys, 0, keys.length, key);
  }

  /// What stands in the windows of a part; null where nobody has looked yet, or one look is enough.
  @Nullable Summary summary(Part part) {
    return summaries.get(part);
  }

  /// Looks at all of it once, so that later looks are quicker.
  void summarize() {
    for (var part : parts.values()) {
      if (part.rows() > Summary.WINDOW) {
        summaries.put(part, Summary.of(columns, part));
      }
    }
  }

  /// Takes over what a message has become, see [Chunk#change].
  void change(AccountId account, int row, int nextTraits, int nextCame) {
    int now = columns.traits(row, 1)[0];
    int next = Chunk.later(now, nextTraits);
    var window = window(account, row);
    if (next != now) {
      columns.traitsAt(row, next);
      if (window != null) {
        window.change(now, next);
      }
      changed = true;
    }
    boolean moves = nextCame != Entry.NEVER && !Traits.isErased(now);
    if (moves && columns.came(row, 1)[0] != nextCame) {
      if (window != null) {
        window.came(columns.highs(row, 1)[0] >>> 16, nextCame);
      }
      columns.cameAt(row, nextCame);
      changed = true;
    }
  }

  private Summary.@Nullable Window window(AccountId account, int row) {
    var part = parts.get(account);
    var summary = part == null ? null : summaries.get(part);
    return summary == null || part == null ? null : summary.at(row - part.first());
  }

  /// Hides a row, so that it passes no filter any more; [#blot] wipes it out later.
  void hide(AccountId account, int row) {
    int now = columns.traits(row, 1)[0];
    if (Traits.isErased(now)) {
      return;
    }
    int next = erased + 1;
    columns.erased(next);
    erased = next;
    var window = window(account, row);
    if (window != null) {
      window.change(now, 0);
    }
    columns.traitsAt(row, 0);
    columns.cameAt(row, Entry.NEVER);
    changed = true;
  }

  /// Wipes out those of these messages that stand here and were hidden.
  void blot(List<Entry.Owned> messages) {
    var rows = new BitSet();
    for (var message : messages) {
      int row = find(message.account(), message.id());
      if (row >= 0) {
        rows.set(row);
      }
    }
    if (!rows.isEmpty()) {
      blot(rows);
    }
  }

  /// Wipes rows out that were hidden: no key leads to them, and no key of them is left. On the disk
  /// when it returns.
  private void blot(BitSet rows) {
    for (var part : parts.values()) {
      int first = rows.nextSetBit(part.first());
      if (first >= 0 && first < part.end()) {
        for (var kind : Wanted.Kind.values()) {
          blot(part.firstKey(kind), part.endOfKeys(kind), rows);
        }
      }
    }
    columns.mendHead();
    columns.force();
  }

  /// What stands in the place of a key is the one before it that still leads somewhere, so that
  /// they stay in order.
  private void blot(int first, int end, BitSet gone) {
    long before = Long.MIN_VALUE;
    for (int at = first; at < end; at += PIECE) {
      var rows = columns.rowsOfKeys(at, Math.min(PIECE, end - at));
      var keys = columns.keys(at, rows.length);
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0 && !gone.get(rows[i])) {
          before = keys[i];
        } else if (rows[i] >= 0 || keys[i] != before) {
          blot(at + i, before);
        }
      }
    }
  }

  private void blot(int key, long next) {
    columns.blotKey(key, next);
    if (key % Layout.FENCE == 0) {
      keyFences[key / Layout.FENCE] = next;
    }
  }

  /// Whether what never changes adds up to what was written. Says nothing of a segment from which
  /// something was erased.
  ///
  /// @param betweenPieces called now and then, to take its time
  boolean isWhole(Runnable betweenPieces) {
    var sum = new CRC32C();
    for (long at = layout.head(); at < layout.came() && erased == 0; at += 8L * PIECE) {
      sum.update(positions.octets(at, (int) Math.min(8L * PIECE, layout.came() - at)));
      betweenPieces.run();
    }
    return erased > 0 || (int) sum.getValue() == head.sum();
  }

  /// Returns when what was changed is on the disk.
  void force() {
    if (changed) {
      changed = false;
      positions.force();
    }
  }

  @Override
  public void close() {
    positions.close();
  }
}
