package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;

/// One optional parameter (SMPP 3.4 §3.2.4): a tag of 16 bits, known or not, and its value.
public record Tlv(int tag, Octets value) {
  /// The value's length is a field of 16 bits.
  public static final int LENGTH_MAX = 0xFFFF;

  public Tlv {
    if (tag < 0 || tag > 0xFFFF) {
      throw new IllegalArgumentException("a tag has 16 bits: " + tag);
    }
    if (value.size() > LENGTH_MAX) {
      throw new IllegalArgumentException("a value has at most 65535 octets: " + value);
    }
  }
}
