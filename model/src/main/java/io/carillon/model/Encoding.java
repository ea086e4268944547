package io.carillon.model;

/// How a text becomes octets on the air (3GPP TS 23.038).
public enum Encoding {
  /// The default alphabet and its extension table: 160 septets, 153 a segment.
  GSM7(1),
  /// UCS-2, sent as UTF-16BE: 70 units, 67 a segment.
  UCS2(2),
  /// ISO 8859-1: 140 octets, 134 a segment.
  LATIN1(3),
  /// Not text of a short message.
  NONE(4);

  private final int code;

  Encoding(int code) {
    this.code = code;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }
}
