package io.carillon.wire.text;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of octets that compares by value and never prints its content.
///
/// Message bodies travel in it, so `toString` tells the length alone.
public final class Octets {
  /// No octets at all.
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Octets copied from `bytes`.
  public static Octets of(byte... bytes) {
    return bytes.length == 0 ? NONE : new Octets(bytes.clone());
  }

  /// Octets copied from `length` bytes at `from`.
  public static Octets of(byte[] bytes, int from, int length) {
    return length == 0 ? NONE : new Octets(Arrays.copyOfRange(bytes, from, from + length));
  }

  /// Octets over `bytes` itself: nothing is copied, and the caller gives the array away for good.
  public static Octets owning(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Octets(bytes);
  }

  /// Octets from hexadecimal digits, two an octet.
  public static Octets ofHex(String hex) {
    return owning(HexFormat.of().parseHex(hex));
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The octet at `index`, 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /// The octets from `from` (inclusive) to `to` (exclusive).
  public Octets slice(int from, int to) {
    return from == 0 && to == bytes.length ? this : of(bytes, from, to - from);
  }

  /// These octets followed by `more`.
  public Octets plus(Octets more) {
    if (isEmpty()) {
      return more;
    }
    if (more.isEmpty()) {
      return this;
    }
    byte[] both = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    more.copyTo(both, bytes.length);
    return new Octets(both);
  }

  /// Writes all octets into `target` from index `at` on.
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  /// A fresh array the caller may change.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// The octets read as text of `charset`; what is malformed becomes its replacement character.
  public String decode(Charset charset) {
    return new String(bytes, charset);
  }

  /// The content in lower-case hexadecimal: for tests and for tools asked to show it, never for
  /// logs.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " octets";
  }
}
