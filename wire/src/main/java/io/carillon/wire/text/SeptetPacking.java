package io.carillon.wire.text;

/// Eight septets in seven octets, lowest bit first (3GPP TS 23.038 §6.1.2.1), for the few message
/// centres that want packed text.
///
/// Behind a user data header the first septet starts on a septet boundary counted from the start of
/// the header, so up to six *fill bits* stand before it (3GPP TS 23.040 §9.2.3.24).
public final class SeptetPacking {
  private static final byte CARRIAGE_RETURN = 0x0D;

  private SeptetPacking() {}

  /// How many fill bits follow a header of `headerOctets`, its length octet counted.
  public static int fillBits(int headerOctets) {
    return (7 - headerOctets * 8 % 7) % 7;
  }

  /// Packs unpacked septets; the high bit of each octet is ignored.
  public static Octets pack(Octets septets, int fillBits) {
    checkFill(fillBits);
    byte[] packed = new byte[(septets.size() * 7 + fillBits + 7) / 8];
    int bit = fillBits;
    for (int i = 0; i < septets.size(); i++, bit += 7) {
      int shifted = (septets.at(i) & 0x7F) << (bit & 7);
      packed[bit >>> 3] |= (byte) shifted;
      if (shifted > 0xFF) {
        packed[(bit >>> 3) + 1] |= (byte) (shifted >>> 8);
      }
    }
    return Octets.owning(packed);
  }

  /// Unpacks `count` septets.
  ///
  /// @throws IllegalArgumentException where `packed` holds fewer
  public static Octets unpack(Octets packed, int count, int fillBits) {
    checkFill(fillBits);
    if (count < 0 || (long) count * 7 + fillBits > (long) packed.size() * 8) {
      throw new IllegalArgumentException(packed + " do not hold " + count + " septets");
    }
    byte[] septets = new byte[count];
    int bit = fillBits;
    for (int i = 0; i < count; i++, bit += 7) {
      int index = bit >>> 3;
      int both = packed.at(index) | (index + 1 < packed.size() ? packed.at(index + 1) << 8 : 0);
      septets[i] = (byte) (both >>> (bit & 7) & 0x7F);
    }
    return Octets.owning(septets);
  }

  /// As `pack`, but where seven bits are left over they hold a carriage return and no zeros, which
  /// would read as one more `@` (3GPP TS 23.038 §6.1.2.3.1 has the same remedy). For links that say
  /// the length in octets.
  static Octets packUnambiguously(Octets septets, int fillBits) {
    boolean sevenLeft = (septets.size() * 7 + fillBits) % 8 == 1;
    return pack(sevenLeft ? septets.plus(Octets.of(CARRIAGE_RETURN)) : septets, fillBits);
  }

  /// All septets in `packed`. A last one that ends with the last octet may be what was left over: a
  /// carriage return there is dropped, and at the end of a text (`last`) a zero, too.
  static Octets unpackAll(Octets packed, int fillBits, boolean last) {
    int bits = packed.size() * 8 - fillBits;
    if (bits < 7) {
      return Octets.NONE;
    }
    var septets = unpack(packed, bits / 7, fillBits);
    int end = septets.at(septets.size() - 1);
    boolean over = bits % 7 == 0 && (end == CARRIAGE_RETURN || (last && end == 0));
    return over ? septets.slice(0, septets.size() - 1) : septets;
  }

  private static void checkFill(int fillBits) {
    if (fillBits < 0 || fillBits > 6) {
      throw new IllegalArgumentException("fill bits are 0 to 6, not " + fillBits);
    }
  }
}
