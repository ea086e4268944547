package io.carillon.store.search;

/// How large the parts of an index are.
///
/// @param rowsOfChunk rows of a chunk
/// @param chunksOfSegment chunks that become one segment
/// @param chunksMax more chunks than that are too many for memory
public record Limits(int rowsOfChunk, int chunksOfSegment, int chunksMax) {
  /// 256 Ki rows a segment: about 16 MB in memory while they are gathered, and as much on disk; at
  /// most 36 MB in memory.
  public static final Limits USUAL = new Limits(8_192, 32, 72);

  /// The newest chunks, still changing fast, stay when a segment is made of those before them.
  private static final int KEPT = 4;

  int rowsOfSegment() {
    return rowsOfChunk * chunksOfSegment;
  }

  /// From so many full chunks on a segment is made.
  int chunksRipe() {
    return chunksOfSegment + KEPT;
  }

  /// So many rows are taken in at once at most.
  int rowsAtOnce(int rows) {
    return Math.min(rows, rowsOfChunk * (chunksMax - chunksRipe()) / 2);
  }
}
