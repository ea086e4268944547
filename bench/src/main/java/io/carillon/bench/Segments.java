package io.carillon.bench;

/// Which segments of each message were here: one bit a segment, 64 a message.
final class Segments {
  private final Cells cells = new Cells();

  /// Whether the segment was not here before. Segments beyond 63 share a bit.
  boolean add(int sequence, int segment) {
    var bit = 1L << Math.min(63, segment);
    return (cells.or(sequence, bit) & bit) == 0;
  }
}
