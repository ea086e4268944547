package io.carillon.front.smpp;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.SmppAddress;

/// The addresses of a PDU in canonical words: `+14155552671`, `12345`, `MyCompany`.
///
/// Lenient where nothing can be mistaken: a plus, two leading zeros or TON 0 before an
/// international number are taken; a number whose type says that a part of it is missing (national,
/// subscriber) is refused, since nobody knows of which country it is.
final class Addressing {
  private static final int CODE_DIGITS_MAX = 6;
  private static final int CODE_DIGITS_LONGEST = 8;
  private static final int NAME_MAX = 11;

  private Addressing() {}

  /// An address that was read, or why not.
  sealed interface Read {
    /// The words of it.
    record As(String text) implements Read {}

    /// The command_status.
    record No(int status) implements Read {}
  }

  /// A recipient: an international number.
  static Read recipient(SmppAddress address) {
    if (isNational(address.ton())) {
      return new Read.No(CommandStatus.RINVDSTTON);
    }
    if (!isTelephony(address.npi())) {
      return new Read.No(CommandStatus.RINVDSTNPI);
    }
    var digits = international(address.value());
    return address.ton() == SmppAddress.TON_ALPHANUMERIC || !isDigits(digits) || digits.isEmpty()
        ? new Read.No(CommandStatus.RINVDSTADR)
        : new Read.As("+" + digits);
  }

  /// A sender: an international number, a short code, or a name.
  static Read sender(SmppAddress address) {
    var value = address.value().strip();
    if (isNational(address.ton())) {
      return new Read.No(CommandStatus.RINVSRCTON);
    }
    if (value.isEmpty()) {
      return new Read.No(CommandStatus.RINVSRCADR);
    }
    boolean isName = address.ton() == SmppAddress.TON_ALPHANUMERIC || !isDigits(bare(value));
    if (isName) {
      return value.length() > NAME_MAX ? new Read.No(CommandStatus.RINVSRCADR) : new Read.As(value);
    }
    if (!isTelephony(address.npi())) {
      return new Read.No(CommandStatus.RINVSRCNPI);
    }
    boolean isCode =
        !value.startsWith("+")
            && (value.length() <= CODE_DIGITS_MAX
                || (value.length() <= CODE_DIGITS_LONGEST && isCode(address.ton())));
    return new Read.As(isCode ? value : "+" + international(value));
  }

  private static boolean isNational(int ton) {
    return ton == SmppAddress.TON_NATIONAL || ton == SmppAddress.TON_SUBSCRIBER;
  }

  private static boolean isCode(int ton) {
    return ton == SmppAddress.TON_NETWORK || ton == SmppAddress.TON_ABBREVIATED;
  }

  /// Unknown, ISDN, land mobile, national, private.
  private static boolean isTelephony(int npi) {
    return npi == SmppAddress.NPI_UNKNOWN
        || npi == SmppAddress.NPI_E164
        || npi == SmppAddress.NPI_LAND_MOBILE
        || npi == SmppAddress.NPI_NATIONAL
        || npi == SmppAddress.NPI_PRIVATE;
  }

  private static String bare(String value) {
    return value.startsWith("+") ? value.substring(1) : value;
  }

  private static String international(String value) {
    var digits = bare(value.strip());
    return digits.startsWith("00") ? digits.substring(2) : digits;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
