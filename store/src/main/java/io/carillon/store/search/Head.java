package io.carillon.store.search;

import io.carillon.model.Id;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The first octets of a segment's file.
///
/// @param lowest the lowest id
/// @param highest the highest id
/// @param sum of all that never changes behind the head
record Head(Layout layout, Id lowest, Id highest, int sum) {
  /// Where the number of erased rows stands.
  static final int ERASED_AT = 112;

  /// Where the sum of the head stands.
  static final int SUM_AT = 120;

  /// The octets, with the sum over the head, which `rest` continues.
  ByteBuffer octets(ByteBuffer rest) {
    var octets = ByteBuffer.allocate(Layout.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    octets.putLong(Layout.MAGIC);
    octets.putInt(layout.rows()).putInt(layout.accounts()).putInt(layout.keys()).putInt(sum);
    put(octets, lowest);
    put(octets, highest);
    octets.putInt(SUM_AT, sum(octets, rest));
    return octets.rewind();
  }

  private static void put(ByteBuffer octets, Id id) {
    octets.putLong(id.high()).putLong(id.low());
  }

  /// What the head adds up to, save the number of erased rows.
  static int sum(ByteBuffer octets, ByteBuffer rest) {
    var sum = new CRC32C();
    sum.update(octets.duplicate().position(0).limit(ERASED_AT));
    sum.update(rest.duplicate());
    return (int) sum.getValue();
  }

  /// The layout that these octets tell of; fails where they are not those of a segment of this
  /// length.
  static Layout layout(ByteBuffer octets, long length) {
    if (octets.remaining() < Layout.HEADER || octets.getLong(0) != Layout.MAGIC) {
      throw new Damaged("no segment");
    }
    var layout = new Layout(octets.getInt(8), octets.getInt(12), octets.getInt(16));
    boolean sane = layout.rows() > 0 && layout.accounts() > 0 && layout.keys() >= 0;
    if (!sane || layout.end() != length) {
      throw new Damaged("cut off");
    }
    return layout;
  }

  /// What these octets say; fails where they and what follows them were not written together.
  static Head of(Layout layout, ByteBuffer octets, ByteBuffer rest) {
    if (octets.getInt(SUM_AT) != sum(octets, rest)) {
      throw new Damaged("its head does not add up");
    }
    return new Head(layout, id(octets, 24), id(octets, 40), octets.getInt(20));
  }

  private static Id id(ByteBuffer octets, int at) {
    return new Id(octets.getLong(at), octets.getLong(at + 8));
  }

  static int erased(ByteBuffer octets) {
    return octets.getInt(ERASED_AT);
  }
}
