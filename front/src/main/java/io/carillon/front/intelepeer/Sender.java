package io.carillon.front.intelepeer;

import io.carillon.model.Address;
import io.carillon.model.Address.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/// A sender as the dialect writes it (page "API Conventions"): a number in E.164, or a country
/// code, a hyphen, and a short code or an alphanumeric sender id of at most 11 characters.
///
/// @param value without the country code
/// @param callingCode the country code; empty with a number
record Sender(String value, String callingCode) {
  /// What one must look like, for people.
  static final String RULE =
      "must be a number in E.164 (+13031112222), or a country code, a hyphen and a short code or"
          + " alphanumeric sender id (1-12345, 57-Hello8)";

  private static final Pattern CODE = Pattern.compile("([1-9][0-9]{0,2})-([!-~ ]{1,11})");

  /// Reads one; empty where it is none.
  static Optional<Sender> read(String written) {
    if (Address.isE164(written)) {
      return Optional.of(new Sender(written, ""));
    }
    var code = CODE.matcher(written);
    return code.matches()
        ? Optional.of(new Sender(code.group(2), code.group(1)))
        : Optional.empty();
  }

  /// An address that an account has, as [#read] reads it.
  static String written(Address address, String callingCode) {
    return callingCode.isEmpty() ? address.value() : callingCode + '-' + address.value();
  }

  /// Whether it is an alphanumeric sender id, which cannot receive messages.
  boolean isName() {
    return !callingCode.isEmpty() && !value.chars().allMatch(Character::isDigit);
  }

  /// The address in the account's inventory; empty where no inventory can hold it.
  Optional<Address> address() {
    if (callingCode.isEmpty()) {
      return Optional.of(Address.phone(value));
    }
    try {
      return Optional.of(new Address(isName() ? Kind.ALPHANUMERIC : Kind.SHORT_CODE, value));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
