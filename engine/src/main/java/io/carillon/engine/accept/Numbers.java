package io.carillon.engine.accept;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the numbering plans say of a phone number (libphonenumber's metadata): whether it is
/// possible, which decides, and whether it is valid, which is only a note, since plans change
/// faster than metadata.
///
/// Answers are remembered by the first eight characters and the length, up to 100,000 of them.
public final class Numbers {
  private static final int REMEMBERED_MAX = 100_000;
  private static final int PREFIX = 8;

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final ConcurrentHashMap<String, Plan> remembered = new ConcurrentHashMap<>();

  /// What is known of a number.
  ///
  /// @param country ISO 3166-1 alpha-2; empty where the number belongs to none
  public record Plan(boolean possible, boolean valid, String country) {}

  /// Looks a number of E.164's shape up.
  public Plan plan(String e164) {
    var key = e164.substring(0, Math.min(PREFIX, e164.length())) + e164.length();
    var known = remembered.get(key);
    if (known != null) {
      return known;
    }
    var plan = look(e164);
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    remembered.put(key, plan);
    return plan;
  }

  private Plan look(String e164) {
    try {
      var number = plans.parse(e164, null);
      var region = Optional.ofNullable(plans.getRegionCodeForNumber(number));
      var country =
          region.or(() ->
              Optional.ofNullable(plans.getRegionCodeForCountryCode(number.getCountryCode())));
      return new Plan(
          plans.isPossibleNumber(number),
          plans.isValidNumber(number),
          country.filter(code -> code.length() == 2 && !code.equals("ZZ")).orElse(""));
    } catch (NumberParseException _) {
      return new Plan(false, false, "");
    }
  }
}
