package io.carillon.sandbox.smsc.script;

import io.carillon.wire.smpp.ReceiptKey;
import java.util.List;
import java.util.Set;

/// How a receipt is written, in its text and in its optional parameters.
///
/// @param fields of the text, in their order; none = no text
/// @param letters of the keys and the state
/// @param spaces between two fields
/// @param gap spaces behind the colon of a key
/// @param place where the text stands
/// @param tlvs which optional parameters there are
/// @param esmClass 4 says that it is a receipt; some centres write 0
public record ReceiptForm(
    List<ReceiptKey> fields,
    Letters letters,
    int spaces,
    int gap,
    Dates dates,
    Place place,
    Set<Parameter> tlvs,
    int esmClass) {
  public ReceiptForm {
    fields = List.copyOf(fields);
    tlvs = Set.copyOf(tlvs);
  }

  /// Capitals or not.
  public enum Letters {
    /// Keys small, the state in capitals.
    USUAL,
    LOWER,
    UPPER
  }

  /// How a date is written.
  public enum Dates {
    MINUTES("yyMMddHHmm"),
    SECONDS("yyMMddHHmmss"),
    LONG("yyyyMMddHHmmss");

    private final String pattern;

    Dates(String pattern) {
      this.pattern = pattern;
    }

    /// For a DateTimeFormatter.
    public String pattern() {
      return pattern;
    }
  }

  /// Where the text stands.
  public enum Place {
    SHORT_MESSAGE,
    MESSAGE_PAYLOAD
  }

  /// The optional parameters of a receipt.
  public enum Parameter {
    RECEIPTED_MESSAGE_ID,
    MESSAGE_STATE,
    NETWORK_ERROR_CODE,
    USER_MESSAGE_REFERENCE
  }
}
