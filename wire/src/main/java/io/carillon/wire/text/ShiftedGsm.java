package io.carillon.wire.text;

/// GSM 03.38 in any tables, unpacked: as `Gsm`, which is the same for the default tables and
/// faster.
final class ShiftedGsm {
  private ShiftedGsm() {}

  /// The septet of `character`, or'ed with `Gsm.EXTENDED` where it needs an escape; negative where
  /// the tables lack it.
  static int code(char character, Shifts shifts) {
    if (shifts.equals(Shifts.NONE)) {
      int code = Gsm.code(character);
      return code == Gsm.NONE ? -1 : code;
    }
    return NationalTables.code(character, shifts.lockingIdentifier(), shifts.singleIdentifier());
  }

  /// The octets of a part of a fitting text.
  ///
  /// @throws IllegalArgumentException where it does not fit
  static Octets encode(String text, Cut cut, Shifts shifts) {
    byte[] octets = new byte[cut.units()];
    if (shifts.equals(Shifts.NONE)) {
      Gsm.write(text, cut.from(), cut.to(), octets, 0);
      return Octets.owning(octets);
    }
    int at = 0;
    for (int i = cut.from(); i < cut.to(); i++) {
      int code = code(text.charAt(i), shifts);
      if (code < 0) {
        throw new IllegalArgumentException("no character of " + shifts + " at index " + i);
      }
      if (code >= Gsm.EXTENDED) {
        octets[at++] = Gsm.ESCAPE;
      }
      octets[at++] = (byte) (code & 0x7F);
    }
    return Octets.owning(octets);
  }

  /// The text of unpacked octets. A code that the single shift table lacks is read in the locking
  /// table, one that this lacks, too, as a space; an octet over 0x7F becomes U+FFFD.
  static String decode(Octets octets, Shifts shifts) {
    if (shifts.equals(Shifts.NONE)) {
      return Gsm.decode(octets);
    }
    int locking = shifts.lockingIdentifier();
    int single = shifts.singleIdentifier();
    var text = new StringBuilder(octets.size());
    for (int i = 0; i < octets.size(); i++) {
      int octet = octets.at(i);
      if (octet != Gsm.ESCAPE) {
        text.append(locked(octet, locking));
      } else if (++i < octets.size()) {
        int code = octets.at(i);
        char character = code < 0x80 ? NationalTables.single(single, code) : 0;
        text.append(character == 0 ? locked(code, locking) : character);
      } else {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static char locked(int octet, int locking) {
    if (octet >= 0x80) {
      return '\uFFFD';
    }
    char character = NationalTables.locking(locking, octet);
    return character == 0 ? ' ' : character;
  }
}
