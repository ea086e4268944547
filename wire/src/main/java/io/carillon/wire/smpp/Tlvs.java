package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The optional parameters of a PDU in their order on the wire, unknown tags included. Immutable.
public final class Tlvs implements Iterable<Tlv> {
  public static final Tlvs NONE = new Tlvs(new Tlv[0]);

  private final Tlv[] tlvs;

  private Tlvs(Tlv[] tlvs) {
    this.tlvs = tlvs;
  }

  public static Tlvs of(Tlv... tlvs) {
    return tlvs.length == 0 ? NONE : new Tlvs(tlvs.clone());
  }

  public static Tlvs of(List<Tlv> tlvs) {
    return tlvs.isEmpty() ? NONE : new Tlvs(tlvs.toArray(Tlv[]::new));
  }

  /// These and one more behind them.
  public Tlvs with(Tlv tlv) {
    Tlv[] more = Arrays.copyOf(tlvs, tlvs.length + 1);
    more[tlvs.length] = tlv;
    return new Tlvs(more);
  }

  public Tlvs with(int tag, Octets value) {
    return with(new Tlv(tag, value));
  }

  /// A value of one octet.
  public Tlvs withOctet(int tag, int value) {
    return with(tag, Octets.of((byte) value));
  }

  /// A value of two octets.
  public Tlvs withShort(int tag, int value) {
    return with(tag, Octets.of((byte) (value >>> 8), (byte) value));
  }

  /// A value of four octets, unsigned.
  public Tlvs withInt(int tag, long value) {
    return with(
        tag,
        Octets.of(
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value));
  }

  /// A C-octet string: its Latin-1 octets and a NUL.
  public Tlvs withText(int tag, String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return with(tag, Octets.owning(Arrays.copyOf(octets, octets.length + 1)));
  }

  public boolean isEmpty() {
    return tlvs.length == 0;
  }

  public int size() {
    return tlvs.length;
  }

  public boolean has(int tag) {
    return find(tag).isPresent();
  }

  /// The first value of `tag`.
  public Optional<Octets> find(int tag) {
    for (Tlv tlv : tlvs) {
      if (tlv.tag() == tag) {
        return Optional.of(tlv.value());
      }
    }
    return Optional.empty();
  }

  /// The first value of `tag` as an unsigned number, where it has one, two or three octets. Far
  /// ends differ in the length they choose, so every length that fits is taken.
  public OptionalInt number(int tag) {
    Optional<Octets> value = find(tag);
    if (value.isEmpty() || value.get().isEmpty() || value.get().size() > 3) {
      return OptionalInt.empty();
    }
    int number = 0;
    for (int i = 0; i < value.get().size(); i++) {
      number = number << 8 | value.get().at(i);
    }
    return OptionalInt.of(number);
  }

  /// The first value of `tag` as text up to its first NUL; a missing NUL is forgiven.
  public Optional<String> text(int tag) {
    return find(tag).map(Tlvs::untilNul);
  }

  private static String untilNul(Octets value) {
    String text = value.decode(StandardCharsets.ISO_8859_1);
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  @Override
  public Iterator<Tlv> iterator() {
    return List.of(tlvs).iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tlvs that && Arrays.equals(tlvs, that.tlvs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tlvs);
  }

  @Override
  public String toString() {
    return Arrays.toString(tlvs);
  }
}
