package io.carillon.front.person;

import java.io.ByteArrayOutputStream;

/// Base32 without padding (RFC 4648 §6).
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String text(byte[] octets) {
    var text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte octet : octets) {
      held = (held << Byte.SIZE) | (octet & 0xFF);
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(ALPHABET.charAt((held >> bits) & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((held << (BITS - bits)) & 31));
    }
    return text.toString();
  }

  /// What of it is no Base32 is passed over.
  static byte[] octets(String text) {
    var octets = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value >= 0) {
        held = (held << BITS) | value;
        bits += BITS;
      }
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        octets.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return octets.toByteArray();
  }
}
