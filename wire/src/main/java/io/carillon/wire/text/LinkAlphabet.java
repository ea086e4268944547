package io.carillon.wire.text;

/// What data_coding 0, the message centre's default alphabet, means on a link (SMPP 3.4 §5.2.19
/// leaves it open). On the air the text is in GSM 03.38 whichever it is, and is measured so.
public enum LinkAlphabet {
  /// GSM 03.38, one septet an octet: nearly everywhere.
  GSM7,
  /// ISO 8859-1, which the centre turns into GSM 03.38.
  LATIN1,
  /// GSM 03.38, eight septets in seven octets.
  PACKED_GSM7;

  /// The alphabet of octets with data_coding 0, once they are unpacked.
  public Alphabet alphabet() {
    return switch (this) {
      case GSM7, PACKED_GSM7 -> Alphabet.GSM7;
      case LATIN1 -> Alphabet.LATIN1;
    };
  }
}
