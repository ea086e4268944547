package io.carillon.store.search;

import java.nio.ByteBuffer;

/// What belongs to one account in a segment: rows next to each other, and for each kind the keys
/// that lead to them.
final class Part {
  private final int first;
  private final int rows;
  private final int[] keys;

  /// Reads one as the directory has it.
  Part(ByteBuffer from) {
    first = from.getInt();
    rows = from.getInt();
    keys = new int[2 * Wanted.Kind.values().length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = from.getInt();
    }
  }

  /// Its first row.
  int first() {
    return first;
  }

  int rows() {
    return rows;
  }

  /// The row behind its last.
  int end() {
    return first + rows;
  }

  int firstKey(Wanted.Kind kind) {
    return keys[2 * place(kind)];
  }

  /// Behind its last key of a kind.
  int endOfKeys(Wanted.Kind kind) {
    return keys[2 * place(kind)] + keys[2 * place(kind) + 1];
  }

  private static int place(Wanted.Kind kind) {
    return switch (kind) {
      case FROM -> 0;
      case TO -> 1;
      case REFERENCE -> 2;
      case TAG -> 3;
    };
  }
}
