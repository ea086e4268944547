package io.carillon.store.search;

/// The columns of a segment, read and changed where they stand in its file.
final class Columns {
  private final Positions positions;
  private final Layout layout;

  Columns(Positions positions, Layout layout) {
    this.positions = positions;
    this.layout = layout;
  }

  long[] highs(int from, int count) {
    return positions.longs(layout.high() + 8L * from, count);
  }

  long[] lows(int from, int count) {
    return positions.longs(layout.low() + 8L * from, count);
  }

  int[] accepted(int from, int count) {
    return positions.ints(layout.accepted() + 4L * from, count);
  }

  int[] came(int from, int count) {
    return positions.ints(layout.came() + 4L * from, count);
  }

  short[] traits(int from, int count) {
    return positions.shorts(layout.traits() + 2L * from, count);
  }

  long[] keys(int from, int count) {
    return positions.longs(layout.keyColumn() + 8L * from, count);
  }

  int[] rowsOfKeys(int from, int count) {
    return positions.ints(layout.rowsOfKeys() + 4L * from, count);
  }

  void traitsAt(int row, int next) {
    positions.writeShort(layout.traits() + 2L * row, next);
  }

  void cameAt(int row, int next) {
    positions.writeInt(layout.came() + 4L * row, next);
  }

  /// Puts another key in the place of one, which leads nowhere.
  void blotKey(int at, long next) {
    positions.writeLong(layout.keyColumn() + 8L * at, next);
    positions.writeInt(layout.rowsOfKeys() + 4L * at, -1);
    if (at % Layout.FENCE == 0) {
      positions.writeLong(layout.keyFences() + 8L * (at / Layout.FENCE), next);
    }
  }

  void erased(int count) {
    positions.writeInt(Head.ERASED_AT, count);
  }

  /// Adds the head up again, after its fences changed.
  void mendHead() {
    var rest = positions.octets(Layout.HEADER, (int) layout.head() - Layout.HEADER);
    positions.writeInt(Head.SUM_AT, Head.sum(positions.octets(0, Layout.HEADER), rest));
  }

  void force() {
    positions.force();
  }
}
