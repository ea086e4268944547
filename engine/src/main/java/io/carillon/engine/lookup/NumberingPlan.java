package io.carillon.engine.lookup;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.carillon.model.Address;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import java.util.Optional;

/// What the public numbering plans say (libphonenumber's metadata): country and type, of numbers
/// that are valid.
final class NumberingPlan {
  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  Optional<NumberFacts> of(Address number) {
    try {
      var parsed = plans.parse(number.value(), null);
      var country =
          Optional.ofNullable(plans.getRegionCodeForNumber(parsed))
              .filter(code -> code.matches("[A-Z]{2}") && !code.equals("ZZ"));
      var type = type(plans.getNumberType(parsed));
      return country.isEmpty() && type.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new NumberFacts(
                  number,
                  country.orElse(""),
                  type,
                  Optional.empty(),
                  Optional.of(Source.NUMBERING_PLAN),
                  Optional.empty()));
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<NumberFacts.Type> type(PhoneNumberType type) {
    return switch (type) {
      case MOBILE -> Optional.of(NumberFacts.Type.MOBILE);
      case FIXED_LINE -> Optional.of(NumberFacts.Type.FIXED);
      case FIXED_LINE_OR_MOBILE -> Optional.of(NumberFacts.Type.FIXED_OR_MOBILE);
      case TOLL_FREE -> Optional.of(NumberFacts.Type.TOLL_FREE);
      case VOIP -> Optional.of(NumberFacts.Type.VOIP);
      case PREMIUM_RATE, SHARED_COST, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL, UNKNOWN ->
          Optional.empty();
    };
  }
}
