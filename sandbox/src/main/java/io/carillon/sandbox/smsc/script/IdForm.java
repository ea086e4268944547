package io.carillon.sandbox.smsc.script;

import java.util.Locale;
import java.util.UUID;

/// How a message_id is written.
///
/// @param response in the response
/// @param receipt in the receipts; UUID in either place writes the same UUID in both
/// @param width decimal and hexadecimal ids have zeros before them up to this many digits
/// @param upper whether letters are capitals
public record IdForm(Kind response, Kind receipt, int width, boolean upper) {
  private static final String ZEROS = "0".repeat(64);

  /// The ways to write it.
  public enum Kind {
    DECIMAL,
    HEX,
    UUID
  }

  /// The id in the response.
  public String inResponse(long id) {
    return write(receipt == Kind.UUID ? Kind.UUID : response, id);
  }

  /// The id in the receipts.
  public String inReceipt(long id) {
    return write(response == Kind.UUID ? Kind.UUID : receipt, id);
  }

  private String write(Kind kind, long id) {
    var text =
        switch (kind) {
          case DECIMAL -> padded(Long.toString(id));
          case HEX -> padded(Long.toHexString(id));
          case UUID -> new UUID(id * 0x9E37_79B9_7F4A_7C15L, id).toString();
        };
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private String padded(String digits) {
    return digits.length() >= width ? digits : ZEROS.substring(0, width - digits.length()) + digits;
  }
}
