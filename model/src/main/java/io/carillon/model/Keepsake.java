package io.carillon.model;

import java.util.Arrays;

/// Octets that one dialect keeps with a message and only it can read; at most 16 KiB.
public final class Keepsake {
  /// Nothing kept.
  public static final Keepsake NONE = new Keepsake(new byte[0]);

  private static final int OCTETS_MAX = 16 * 1024;

  private final byte[] octets;

  /// Keeps a copy of `octets`.
  public Keepsake(byte[] octets) {
    if (octets.length > OCTETS_MAX) {
      throw new IllegalArgumentException("keepsake over 16 KiB");
    }
    this.octets = octets.clone();
  }

  /// A copy of what was kept.
  public byte[] octets() {
    return octets.clone();
  }

  /// Whether nothing was kept.
  public boolean isEmpty() {
    return octets.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keepsake that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Keepsake[" + octets.length + " octets]";
  }
}
