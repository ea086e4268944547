package io.carillon.store;

/// Gzip members without content, of any length that a real one can have: they stand where a block
/// was blotted out, so that the file stays one that every tool reads.
///
/// A member's header may carry an extra field (RFC 1952 §2.3.1.1); its zeros make up the length.
final class Blank {
  /// Header, length of the extra field, empty block of deflate, check and size.
  private static final int LEAST = 10 + 2 + 2 + 8;

  private static final int EXTRA_MAX = 0xFFFF;
  private static final int FLAG_EXTRA = 4;
  private static final int DEFLATE = 8;
  private static final int SYSTEM_UNKNOWN = 255;
  private static final int DEFLATE_EMPTY = 3;

  private Blank() {}

  /// So many octets; at least 22.
  static byte[] members(int octets) {
    if (octets < LEAST) {
      throw new IllegalArgumentException("no member has " + octets + " octets");
    }
    var members = new byte[octets];
    int at = 0;
    while (at < octets) {
      int length = Math.min(octets - at, LEAST + EXTRA_MAX);
      int rest = octets - at - length;
      length -= rest > 0 && rest < LEAST ? LEAST : 0;
      put(members, at, length - LEAST);
      at += length;
    }
    return members;
  }

  private static void put(byte[] to, int at, int extra) {
    to[at] = 0x1F;
    to[at + 1] = (byte) 0x8B;
    to[at + 2] = DEFLATE;
    to[at + 3] = FLAG_EXTRA;
    to[at + 9] = (byte) SYSTEM_UNKNOWN;
    to[at + 10] = (byte) extra;
    to[at + 11] = (byte) (extra >> 8);
    to[at + 12 + extra] = DEFLATE_EMPTY;
  }
}
