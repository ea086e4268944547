package io.carillon.wire.smpp;

/// An address of SMPP 3.4 §5.2.5–§5.2.9: type of number, numbering plan, and the value as it stands
/// in the field (an E.164 number without its plus).
public record SmppAddress(int ton, int npi, String value) {
  public static final int TON_UNKNOWN = 0;
  public static final int TON_INTERNATIONAL = 1;
  public static final int TON_NATIONAL = 2;
  public static final int TON_NETWORK = 3;
  public static final int TON_SUBSCRIBER = 4;
  public static final int TON_ALPHANUMERIC = 5;
  public static final int TON_ABBREVIATED = 6;

  public static final int NPI_UNKNOWN = 0;
  public static final int NPI_E164 = 1;
  public static final int NPI_DATA = 3;
  public static final int NPI_TELEX = 4;
  public static final int NPI_LAND_MOBILE = 6;
  public static final int NPI_NATIONAL = 8;
  public static final int NPI_PRIVATE = 9;
  public static final int NPI_ERMES = 10;
  public static final int NPI_INTERNET = 14;
  public static final int NPI_WAP = 18;

  /// The address that says nothing: the centre fills in its own, or any matches.
  public static final SmppAddress NONE = new SmppAddress(0, 0, "");

  /// An E.164 number, digits alone.
  public static SmppAddress international(String digits) {
    return new SmppAddress(TON_INTERNATIONAL, NPI_E164, digits);
  }

  /// A name, at most 11 characters on most networks.
  public static SmppAddress alphanumeric(String name) {
    return new SmppAddress(TON_ALPHANUMERIC, NPI_UNKNOWN, name);
  }

  /// A short code as most carriers want it; some want other types, so this is a setting of the
  /// bind.
  public static SmppAddress shortCode(String digits) {
    return new SmppAddress(TON_NETWORK, NPI_UNKNOWN, digits);
  }

  /// Type, plan and the last two characters: an address never reaches a log whole.
  @Override
  public String toString() {
    return ton + "/" + npi + " …" + value.substring(Math.max(0, value.length() - 2));
  }
}
