package io.carillon.bench.far;

import io.carillon.bench.mark.Cells;
import io.carillon.bench.mark.Marks;

/// When each message had come whole to one point of its way: a text that was cut is whole when its
/// last piece is there. A text belongs to one recipient, so message and piece tell a repeat. Many
/// threads may add.
final class Joined {
  /// Bits for pieces; those beyond share the last one.
  private static final int PIECES_MAX = 62;

  private final Cells pieces = new Cells();
  private final Marks whole = new Marks();

  /// When messages were whole.
  Marks whole() {
    return whole;
  }

  /// Notes a piece. Whether it was not here before.
  ///
  /// @param segment which piece it is, from 1; 0 where the text is not cut
  /// @param segments into how many it is cut
  boolean add(int sequence, int segment, int segments, long now) {
    var bit = 1L << Math.min(PIECES_MAX, segment);
    var before = pieces.or(sequence, bit);
    if ((before & bit) != 0) {
      return false;
    }
    if (segment == 0 || isWhole(before | bit, segments)) {
      whole.mark(sequence, now);
    }
    return true;
  }

  private static boolean isWhole(long here, int segments) {
    return Long.bitCount(here) >= Math.min(PIECES_MAX, Math.max(1, segments));
  }
}
