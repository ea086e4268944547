package io.carillon.model;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// A 128-bit identifier. Ids that we make are UUIDv7 (RFC 9562 §5.7) with the two bits behind the
/// variant fixed to 0, so that 120 bits also name them; a given account id may be any 128 bits.
///
/// @param high the upper 64 bits: 48 bits of Unix milliseconds, version, 12 bits of sequence
/// @param low the lower 64 bits: variant, two zero bits, 60 bits of chance
public record Id(long high, long low) implements Comparable<Id> {
  private static final long MILLIS_MAX = (1L << 48) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long CHANCE_BITS = 0x0FFF_FFFF_FFFF_FFFFL;
  private static final HexFormat HEX = HexFormat.of();

  /// Builds a UUIDv7 from Unix milliseconds, a sequence inside that millisecond (0–4095) and
  /// chance.
  public static Id v7(long epochMillis, int sequence, long chance) {
    if (epochMillis < 0 || epochMillis >>> 48 != 0 || sequence < 0 || sequence > 0xFFF) {
      throw new IllegalArgumentException("outside UUIDv7: " + epochMillis + ", " + sequence);
    }
    return new Id(epochMillis << 16 | VERSION_7 | sequence, VARIANT | (chance & CHANCE_BITS));
  }

  /// The first of all ids of a millisecond, and of those that [#v7] makes in it and later.
  public static Id first(long epochMillis) {
    return v7(Math.clamp(epochMillis, 0, MILLIS_MAX), 0, 0);
  }

  /// Reads 32 hexadecimal digits of either case; anything else is empty.
  public static Optional<Id> fromHex(String hex) {
    if (hex.length() != 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(
        new Id(
            HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32)));
  }

  /// Reads the 36 characters of a UUID of either case; anything else is empty.
  public static Optional<Id> fromUuid(String uuid) {
    if (uuid.length() != 36
        || uuid.charAt(8) != '-'
        || uuid.charAt(13) != '-'
        || uuid.charAt(18) != '-'
        || uuid.charAt(23) != '-') {
      return Optional.empty();
    }
    return fromHex(
        uuid.substring(0, 8)
            + uuid.substring(9, 13)
            + uuid.substring(14, 18)
            + uuid.substring(19, 23)
            + uuid.substring(24));
  }

  /// Reads the 30 hexadecimal digits that [#name120] prints; anything else is empty.
  public static Optional<Id> fromName120(String name) {
    if (name.length() != 30) {
      return Optional.empty();
    }
    return fromHex(name.substring(0, 12) + '7' + name.substring(12, 15) + '8' + name.substring(15));
  }

  /// Reads 16 octets, most significant first.
  public static Id fromBytes(byte[] octets) {
    if (octets.length != 16) {
      throw new IllegalArgumentException("an id has 16 octets, not " + octets.length);
    }
    return new Id(longAt(octets, 0), longAt(octets, 8));
  }

  /// The 32 lower-case hexadecimal digits.
  public String hex() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /// The 36 characters of a UUID.
  public String uuid() {
    return new UUID(high, low).toString();
  }

  /// The 30 lower-case hexadecimal digits that are left without the version and variant digits.
  /// Only for ids made by [#v7].
  public String name120() {
    var hex = hex();
    return hex.substring(0, 12) + hex.substring(13, 16) + hex.substring(17);
  }

  /// The 16 octets, most significant first.
  public byte[] bytes() {
    var octets = new byte[16];
    for (int i = 0; i < 8; i++) {
      octets[i] = (byte) (high >>> (56 - 8 * i));
      octets[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return octets;
  }

  /// The Unix milliseconds of an id made by [#v7].
  public long epochMillis() {
    return high >>> 16;
  }

  @Override
  public int compareTo(Id other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public int hashCode() {
    return (int) (low ^ low >>> 32 ^ high);
  }

  @Override
  public String toString() {
    return uuid();
  }

  private static long longAt(byte[] octets, int at) {
    long value = 0;
    for (int i = at; i < at + 8; i++) {
      value = value << 8 | (octets[i] & 0xFF);
    }
    return value;
  }
}
