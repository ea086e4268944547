package io.carillon.store.search;

import io.carillon.model.AccountId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32C;

/// Sorts the rows of a chunk and writes them as a segment: under another name first, synced, then
/// renamed, so that a segment is there whole or not at all.
final class SegmentWriter {
  private static final String UNFINISHED = ".new";
  private static final int BUFFER = 1 << 18;

  private final Chunk rows;
  private final int count;
  private final int[] order;
  private final Map<AccountId, int[]> places = new LinkedHashMap<>();
  private final long[] keys;
  private final int[] rowsOfKeys;
  private final int[] directory;
  private int keyCount;

  private SegmentWriter(Chunk rows) {
    this.rows = rows;
    count = rows.count();
    order = new int[count];
    int keysMax = 3 * count + rows.extent().tagCount();
    keys = new long[keysMax];
    rowsOfKeys = new int[keysMax];
    sortRows();
    directory = new int[places.size() * (2 + 2 * Wanted.Kind.values().length)];
    sortKeys();
  }

  /// Where a segment is to stand.
  ///
  /// @param owners only they may read it
  record Place(Path file, List<FileAttribute<?>> owners) {}

  /// Writes the rows of a chunk that is not empty.
  static void write(Chunk rows, Place place) throws IOException {
    new SegmentWriter(rows).write(place);
  }

  /// By account, then by id.
  private void sortRows() {
    for (int row = 0; row < count; row++) {
      places.computeIfAbsent(rows.account[row], _ -> new int[2])[1]++;
    }
    int first = 0;
    for (var place : places.values()) {
      place[0] = first;
      first += place[1];
      place[1] = 0;
    }
    for (int row = 0; row < count; row++) {
      var place = Objects.requireNonNull(places.get(rows.account[row]));
      order[place[0] + place[1]++] = row;
    }
    for (var place : places.values()) {
      sortById(place[0], place[1]);
    }
  }

  private void sortById(int first, int length) {
    var highs = new long[length];
    var values = Arrays.copyOfRange(order, first, first + length);
    for (int i = 0; i < length; i++) {
      highs[i] = rows.high[values[i]] ^ Long.MIN_VALUE;
    }
    Sorting.sort(highs, values, length);
    for (int from = 0; from < length; ) {
      int to = from + 1;
      while (to < length && highs[to] == highs[from]) {
        to++;
      }
      sortByLow(values, from, to);
      from = to;
    }
    System.arraycopy(values, 0, order, first, length);
  }

  private void sortByLow(int[] values, int from, int to) {
    if (to - from > 1) {
      var lows = new long[to - from];
      var some = Arrays.copyOfRange(values, from, to);
      for (int i = 0; i < lows.length; i++) {
        lows[i] = rows.low[some[i]] ^ Long.MIN_VALUE;
      }
      Sorting.sort(lows, some, lows.length);
      System.arraycopy(some, 0, values, from, some.length);
    }
  }

  private void sortKeys() {
    var sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[order[i]] = i;
    }
    var tags = new LinkedHashMap<AccountId, Tags>();
    rows.eachTag((row, tag) ->
        tags.computeIfAbsent(rows.account[row], _ -> new Tags()).add(sorted[row], tag));
    int at = 0;
    for (var place : places.entrySet()) {
      int first = place.getValue()[0];
      int length = place.getValue()[1];
      directory[at++] = first;
      directory[at++] = length;
      at = putKeys(at, first, length, rows.from);
      at = putKeys(at, first, length, rows.to);
      at = putKeys(at, first, length, rows.reference);
      int begin = keyCount;
      var own = tags.get(place.getKey());
      for (int i = 0; own != null && i < own.count; i++) {
        putKey(own.keys[i], own.rows[i]);
      }
      at = endKeys(at, begin);
    }
  }

  private int putKeys(int at, int first, int length, long[] column) {
    int begin = keyCount;
    for (int i = first; i < first + length; i++) {
      putKey(column[order[i]], i);
    }
    return endKeys(at, begin);
  }

  private void putKey(long key, int row) {
    if (key != 0) {
      keys[keyCount] = key;
      rowsOfKeys[keyCount++] = row;
    }
  }

  private int endKeys(int at, int begin) {
    var ownKeys = Arrays.copyOfRange(keys, begin, keyCount);
    var ownRows = Arrays.copyOfRange(rowsOfKeys, begin, keyCount);
    Sorting.sort(ownKeys, ownRows, ownKeys.length);
    System.arraycopy(ownKeys, 0, keys, begin, ownKeys.length);
    System.arraycopy(ownRows, 0, rowsOfKeys, begin, ownRows.length);
    directory[at] = begin;
    directory[at + 1] = keyCount - begin;
    return at + 2;
  }

  /// The tags of an account.
  private static final class Tags {
    private long[] keys = new long[16];
    private int[] rows = new int[16];
    private int count;

    void add(int row, long key) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, 2 * count);
        rows = Arrays.copyOf(rows, 2 * count);
      }
      keys[count] = key;
      rows[count++] = row;
    }
  }

  private void write(Place place) throws IOException {
    var unfinished = place.file().resolveSibling(place.file().getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, place.owners().toArray(FileAttribute<?>[]::new));
    var layout = new Layout(count, places.size(), keyCount);
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      var out = new Out(channel, layout.head());
      out.longs(count, i -> rows.high[order[i]]);
      out.longs(count, i -> rows.low[order[i]]);
      out.ints(count, i -> rows.accepted[order[i]]);
      out.longs(keyCount, i -> keys[i]);
      out.ints(keyCount, i -> rowsOfKeys[i]);
      int sum = out.sum();
      out.ints(count, i -> rows.came[order[i]]);
      out.shorts(count, i -> rows.traits[order[i]]);
      out.flush();
      var extent = rows.extent();
      var head = new Head(layout, extent.lowest(), extent.highest(), sum);
      var rest = rest(layout);
      write(channel, head.octets(rest), 0);
      write(channel, rest, Layout.HEADER);
      channel.force(true);
    }
    Files.move(unfinished, place.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(FileChannel channel, ByteBuffer octets, long from) throws IOException {
    for (long at = from; octets.hasRemaining(); ) {
      at += channel.write(octets, at);
    }
  }

  /// The directory and the fences.
  private ByteBuffer rest(Layout layout) {
    var rest =
        ByteBuffer.allocate((int) layout.head() - Layout.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (var account : places.keySet()) {
      rest.putLong(account.value().high()).putLong(account.value().low());
      for (int i = 0; i < 2 + 2 * Wanted.Kind.values().length; i++) {
        rest.putInt(directory[at++]);
      }
    }
    for (int i = 0; i < count; i += Layout.FENCE) {
      rest.putLong(rows.high[order[i]]);
    }
    for (int i = 0; i < keyCount; i += Layout.FENCE) {
      rest.putLong(keys[i]);
    }
    return rest.flip();
  }

  /// Writes columns one behind the other, and adds them up.
  private static final class Out {
    private final FileChannel channel;
    private final ByteBuffer octets =
        ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();
    private long at;

    Out(FileChannel channel, long at) {
      this.channel = channel;
      this.at = at;
    }

    void longs(int count, IntToLongFunction value) throws IOException {
      for (int i = 0; i < count; i++) {
        room(8);
        octets.putLong(value.applyAsLong(i));
      }
    }

    void ints(int count, IntUnaryOperator value) throws IOException {
      for (int i = 0; i < count; i++) {
        room(4);
        octets.putInt(value.applyAsInt(i));
      }
    }

    void shorts(int count, IntUnaryOperator value) throws IOException {
      for (int i = 0; i < count; i++) {
        room(2);
        octets.putShort((short) value.applyAsInt(i));
      }
    }

    private void room(int length) throws IOException {
      if (octets.remaining() < length) {
        flush();
      }
    }

    /// The sum of all until now.
    int sum() throws IOException {
      flush();
      return (int) sum.getValue();
    }

    void flush() throws IOException {
      octets.flip();
      sum.update(octets.duplicate());
      while (octets.hasRemaining()) {
        at += channel.write(octets, at);
      }
      octets.clear();
    }
  }
}
