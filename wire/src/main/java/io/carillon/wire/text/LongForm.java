package io.carillon.wire.text;

/// How a text that is longer than one short message is handed to a message centre. On the air it is
/// always cut into segments with a concatenation header (3GPP TS 23.040 §9.2.3.24.1, .8), and so it
/// is measured.
public enum LongForm {
  /// Each segment with a header of our own and an 8-bit reference: 0 to 255.
  UDH8(6, true),
  /// The same with a 16-bit reference: 0 to 65535, one octet longer. For heavy traffic.
  UDH16(7, true),
  /// Each segment with the three sar_ parameters (SMPP 3.4 §5.3.2.22 to 24), from which the centre
  /// makes the header. References stay under 256, so that an 8-bit header can say them.
  SAR(6, false),
  /// The whole text in one message_payload (SMPP 3.4 §5.3.2.32), which the centre cuts.
  PAYLOAD(6, false);

  private final int headerOctets;
  private final boolean headed;

  LongForm(int headerOctets, boolean headed) {
    this.headerOctets = headerOctets;
    this.headed = headed;
  }

  /// The whole concatenation header on the air, its length octet counted.
  public int headerOctets() {
    return headerOctets;
  }

  /// Whether we write the user data header, and not the centre.
  public boolean isHeaded() {
    return headed;
  }

  /// The reference that stands in each segment: as many low bits of `chance` as it has room for.
  public int reference(int chance) {
    return chance & (this == UDH16 ? 0xFFFF : 0xFF);
  }
}
