package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.Arrays;
import java.util.List;

/// Finds the row of a message among chunks, all of one size. Belongs to one thread at a time.
final class Places {
  private static final int SIZE_MIN = 1 << 10;

  private final int rowsOfChunk;
  private List<Chunk> chunks = List.of();
  private int[] slots = new int[SIZE_MIN];
  private int count;

  Places(int rowsOfChunk) {
    this.rowsOfChunk = rowsOfChunk;
  }

  /// Looks among these from now on.
  void among(List<Chunk> next) {
    chunks = next;
    int rows = next.stream().mapToInt(Chunk::count).sum();
    slots = new int[size(rows)];
    count = 0;
    for (int chunk = 0; chunk < next.size(); chunk++) {
      for (int row = 0; row < next.get(chunk).count(); row++) {
        put(chunk * rowsOfChunk + row);
      }
    }
  }

  /// The same chunks, and one more that is empty.
  void grow(List<Chunk> next) {
    chunks = next;
  }

  private static int size(int rows) {
    return Math.max(SIZE_MIN, Integer.highestOneBit(Math.max(1, rows)) * 4);
  }

  /// Takes note of the last row.
  void putLast() {
    int chunk = chunks.size() - 1;
    put(chunk * rowsOfChunk + chunks.get(chunk).count() - 1);
  }

  private void put(int row) {
    if (2 * (count + 1) > slots.length) {
      var old = slots;
      slots = new int[2 * old.length];
      Arrays.stream(old).filter(slot -> slot != 0).forEach(slot -> place(slot - 1));
    }
    place(row);
    count++;
  }

  private void place(int row) {
    var chunk = chunk(row);
    int at = row % rowsOfChunk;
    int slot = slot(chunk.high[at], chunk.low[at]);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row + 1;
  }

  private int slot(long high, long low) {
    long mixed = (high ^ low * 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  /// The row of a message, counted over all chunks; -1 for none.
  int find(Id id) {
    for (int slot = slot(id.high(), id.low());
        slots[slot] != 0;
        slot = (slot + 1) & (slots.length - 1)) {
      int row = slots[slot] - 1;
      var chunk = chunk(row);
      int at = row % rowsOfChunk;
      if (chunk.high[at] == id.high() && chunk.low[at] == id.low()) {
        return row;
      }
    }
    return -1;
  }

  Chunk chunk(int row) {
    return chunks.get(row / rowsOfChunk);
  }

  int rowIn(int row) {
    return row % rowsOfChunk;
  }
}
