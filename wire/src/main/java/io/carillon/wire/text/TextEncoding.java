package io.carillon.wire.text;

/// The encodings in which we send text. A *unit* is what segments are measured in: a septet, an
/// octet or a UTF-16 code unit.
public enum TextEncoding {
  /// GSM 03.38 default alphabet with its extension table: data_coding 0, 160 septets.
  GSM7(DataCoding.DEFAULT, 7),
  /// ISO 8859-1: data_coding 3, 140 octets. Never chosen unless asked for: many handsets garble it.
  LATIN1(DataCoding.LATIN1, 8),
  /// UTF-16 big-endian: data_coding 8, 70 units. Characters outside the BMP take two.
  UCS2(DataCoding.UCS2, 16);

  /// What one short message carries, header and text together (3GPP TS 23.040 §9.2.3.24).
  private static final int USER_DATA_BITS_MAX = 140 * 8;

  private final int dataCoding;
  private final int unitBits;

  TextEncoding(int dataCoding, int unitBits) {
    this.dataCoding = dataCoding;
    this.unitBits = unitBits;
  }

  /// The data_coding of a submit_sm in this encoding.
  public int dataCoding() {
    return dataCoding;
  }

  /// How many units stand in a message beside a header of `headerOctets` (0 where there is none).
  public int unitsMax(int headerOctets) {
    return (USER_DATA_BITS_MAX - headerOctets * 8) / unitBits;
  }
}
