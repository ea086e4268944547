package io.carillon.engine.sender;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.carillon.model.Address;
import io.carillon.model.Sender;
import java.util.Optional;

/// What a sender is by the numbering plans (libphonenumber's metadata).
///
/// @param country ISO 3166-1 alpha-2, whose plan it belongs to; a short code's is the first of its
///   calling code; empty where it belongs to none
/// @param callingCode of that country, digits; empty = none
public record Nature(SenderKind kind, String country, String callingCode) {
  private static final String US = "US";

  /// What a sender is.
  public static Nature of(Sender sender) {
    return of(sender.address(), sender.callingCode());
  }

  static Nature of(Address address, String callingCode) {
    return switch (address.kind()) {
      case PHONE -> phone(address.value());
      case SHORT_CODE -> bound(SenderKind.SHORT_CODE, callingCode);
      case ALPHANUMERIC, TOKEN, HANDLE, MAIL -> bound(SenderKind.ALPHANUMERIC, callingCode);
    };
  }

  private static Nature bound(SenderKind kind, String callingCode) {
    return callingCode.isEmpty()
        ? new Nature(kind, "", "")
        : new Nature(
            kind,
            known(plans().getRegionCodeForCountryCode(Integer.parseInt(callingCode))),
            callingCode);
  }

  private static Nature phone(String e164) {
    try {
      var number = plans().parse(e164, null);
      var code = number.getCountryCode();
      var region =
          Optional.ofNullable(plans().getRegionCodeForNumber(number))
              .orElseGet(() -> plans().getRegionCodeForCountryCode(code));
      return new Nature(kind(plans().getNumberType(number)), known(region), Integer.toString(code));
    } catch (NumberParseException _) {
      return new Nature(SenderKind.LOCAL, "", "");
    }
  }

  private static PhoneNumberUtil plans() {
    return PhoneNumberUtil.getInstance();
  }

  private static String known(String region) {
    return region.length() == 2 && !region.equals("ZZ") ? region : "";
  }

  private static SenderKind kind(PhoneNumberType type) { // table
    return switch (type) {
      case TOLL_FREE -> SenderKind.TOLL_FREE;
      case MOBILE -> SenderKind.MOBILE;
      case FIXED_LINE,
          FIXED_LINE_OR_MOBILE,
          PREMIUM_RATE,
          SHARED_COST,
          VOIP,
          PERSONAL_NUMBER,
          PAGER,
          UAN,
          VOICEMAIL,
          UNKNOWN ->
          SenderKind.LOCAL;
    };
  }

  /// Whether carriers of the United States want a campaign for what it sends (10DLC): an ordinary
  /// number of that country, which the plan tells from those of Canada and the Caribbean.
  public boolean isTenDigit() {
    return country.equals(US)
        && switch (kind) {
          case LOCAL, MOBILE -> true;
          case TOLL_FREE, SHORT_CODE, ALPHANUMERIC -> false;
        };
  }

  /// Whether people can answer it at all.
  public boolean isAnswerable() {
    return kind != SenderKind.ALPHANUMERIC;
  }
}
