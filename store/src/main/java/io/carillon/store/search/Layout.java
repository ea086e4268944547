package io.carillon.store.search;

/// Where everything stands in a segment's file, all numbers little-endian.
///
/// First the header, the directory and the fences: what is held in memory. Then columns, one after
/// the other, a value for each row or key. Rows are sorted by account and id; keys by account, kind
/// and key, each with its row. Only the last two columns, and what was erased, ever change.
///
/// @param rows how many
/// @param accounts how many they belong to
/// @param keys how many lead to them
record Layout(int rows, int accounts, int keys) {
  static final long MAGIC = 0x3130_5845_444e_4943L; // "CINDEX01" as little-endian octets
  static final int HEADER = 128;

  /// An account in the directory: its id, first row, rows, then first key and keys of each kind.
  static final int ACCOUNT = 16 + 8 + 8 * Wanted.Kind.values().length;

  /// Every so many values the first is held in memory.
  static final int FENCE = 256;

  static int fences(int values) {
    return (values + FENCE - 1) / FENCE;
  }

  long directory() {
    return HEADER;
  }

  long rowFences() {
    return directory() + (long) accounts * ACCOUNT;
  }

  long keyFences() {
    return rowFences() + 8L * fences(rows);
  }

  /// Where the part ends that is held in memory.
  long head() {
    return keyFences() + 8L * fences(keys);
  }

  long high() {
    return head();
  }

  long low() {
    return high() + 8L * rows;
  }

  long accepted() {
    return low() + 8L * rows;
  }

  long keyColumn() {
    return accepted() + 4L * rows;
  }

  long rowsOfKeys() {
    return keyColumn() + 8L * keys;
  }

  long came() {
    return rowsOfKeys() + 4L * keys;
  }

  long traits() {
    return came() + 4L * rows;
  }

  /// How long the file is.
  long end() {
    return traits() + 2L * rows;
  }
}
