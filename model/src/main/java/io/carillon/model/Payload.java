package io.carillon.model;

import java.util.Arrays;

/// Octets that a program on the handset reads, and no person; at most 16 KiB.
public final class Payload {
  /// How many octets there may be.
  public static final int OCTETS_MAX = 16 * 1024;

  private final byte[] octets;

  /// Keeps a copy of `octets`.
  public Payload(byte[] octets) {
    if (octets.length > OCTETS_MAX) {
      throw new IllegalArgumentException("payload over 16 KiB");
    }
    this.octets = octets.clone();
  }

  /// A copy of the octets.
  public byte[] octets() {
    return octets.clone();
  }

  /// How many there are.
  public int size() {
    return octets.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Payload[" + octets.length + " octets]";
  }
}
