package io.carillon.wire.text;

/// The user data header that ties the segments of one text together (3GPP TS 23.040 §9.2.3.24.1,
/// .8).
public enum ConcatHeader {
  /// Information element 0x00: references 0 to 255.
  EIGHT_BIT(6),
  /// Information element 0x08: references 0 to 65535, one octet longer. For heavy traffic.
  SIXTEEN_BIT(7);

  private final int octets;

  ConcatHeader(int octets) {
    this.octets = octets;
  }

  /// The whole header, its length octet counted.
  public int octets() {
    return octets;
  }

  /// Writes the header of segment `number` (from 1) of `total`; only the low bits of `reference`
  /// count.
  void write(byte[] target, int reference, int total, int number) {
    int at = 0;
    target[at++] = (byte) (octets - 1);
    switch (this) {
      case EIGHT_BIT -> {
        target[at++] = Udh.CONCAT_8;
        target[at++] = 3;
      }
      case SIXTEEN_BIT -> {
        target[at++] = Udh.CONCAT_16;
        target[at++] = 4;
        target[at++] = (byte) (reference >>> 8);
      }
    }
    target[at++] = (byte) reference;
    target[at++] = (byte) total;
    target[at] = (byte) number;
  }
}
