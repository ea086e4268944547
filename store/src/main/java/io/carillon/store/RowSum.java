package io.carillon.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How many rows there are, and a sum over all their values that does not depend on their order:
/// equal for equal tables in any two databases, and very likely unequal for others.
final class RowSum {
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final long NOTHING = 0x6E6F6E65L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long rows;
  private long sum;
  private long row = ODD;

  void number(long value) {
    row = mixed(row ^ value);
  }

  void nothing() {
    number(NOTHING);
  }

  void text(@Nullable String value) {
    octets(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  void octets(byte @Nullable [] value) {
    if (value == null) {
      nothing();
      return;
    }
    int at = 0;
    for (; at + Long.BYTES <= value.length; at += Long.BYTES) {
      number((long) LONGS.get(value, at));
    }
    long rest = value.length;
    for (; at < value.length; at++) {
      rest = (rest << 8) | (value[at] & 0xFF);
    }
    number(rest);
  }

  /// The values since the last end are a row.
  void end() {
    rows++;
    sum += mixed(row);
    row = ODD;
  }

  long rows() {
    return rows;
  }

  boolean isAs(RowSum other) {
    return rows == other.rows && sum == other.sum;
  }

  /// Spreads each bit over all.
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 32)) * ODD;
    mixed = (mixed ^ (mixed >>> 29)) * ODD;
    return mixed ^ (mixed >>> 32);
  }
}
