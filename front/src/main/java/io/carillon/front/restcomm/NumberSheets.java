package io.carillon.front.restcomm;

import io.carillon.front.naming.Facts;
import io.carillon.model.Resource;
import java.util.List;

/// Writes incoming phone numbers, keys in the order of Restcomm-Connect.
final class NumberSheets {
  static final SheetReplies REPLIES =
      new SheetReplies("IncomingPhoneNumber", "IncomingPhoneNumbers", "incomingPhoneNumbers");
  private static final String POST = "POST";

  private NumberSheets() {}

  static List<Sheet> all(Office office, Visit visit, List<PhoneLine> lines) {
    return lines.stream().map(line -> sheet(office, visit, line)).toList();
  }

  static Sheet sheet(Office office, Visit visit, PhoneLine line) { // table
    var created = line.settings().map(Resource::created).orElse(visit.account().created());
    var updated = line.settings().map(Resource::updated).orElse(created);
    return new Sheet()
        .text("sid", sid(line))
        .text("account_sid", Sids.account(line.account()))
        .text("friendly_name", line.friendlyName())
        .text("phone_number", line.number())
        .textOrNull("voice_url", line.fact("voice_url"))
        .text("voice_method", method(line, "voice_method"))
        .textOrNull("voice_fallback_url", line.fact("voice_fallback_url"))
        .text("voice_fallback_method", method(line, "voice_fallback_method"))
        .textOrNull("status_callback", line.fact("status_callback"))
        .text("status_callback_method", method(line, "status_callback_method"))
        .flag("voice_caller_id_lookup", line.fact("voice_caller_id_lookup").equals("true"))
        .textOrNull("voice_application_sid", line.fact("voice_application_sid"))
        .textOrNull("voice_application_name", application(office, visit, line, "voice"))
        .text("date_created", RestcommDates.words(created))
        .text("date_updated", RestcommDates.words(updated))
        .textOrNull("sms_url", line.fact(Facts.SMS_URL))
        .text("sms_method", method(line, Facts.SMS_METHOD))
        .textOrNull("sms_fallback_url", line.fact(Facts.SMS_FALLBACK_URL))
        .text("sms_fallback_method", method(line, Facts.SMS_FALLBACK_METHOD))
        .textOrNull("sms_application_sid", line.smsApplication())
        .textOrNull("sms_application_name", application(office, visit, line, "sms"))
        .textOrNull("ussd_url", line.fact("ussd_url"))
        .textOrNull("ussd_method", line.fact("ussd_method"))
        .textOrNull("ussd_fallback_url", line.fact("ussd_fallback_url"))
        .textOrNull("ussd_fallback_method", line.fact("ussd_fallback_method"))
        .textOrNull("ussd_application_sid", line.fact("ussd_application_sid"))
        .textOrNull("ussd_application_name", application(office, visit, line, "ussd"))
        .textOrNull("refer_url", line.fact("refer_url"))
        .textOrNull("refer_method", line.fact("refer_method"))
        .textOrNull("refer_application_sid", line.fact("refer_application_sid"))
        .textOrNull("refer_application_name", application(office, visit, line, "refer"))
        .part("capabilities", capabilities(office, visit, line))
        .text("api_version", version(line))
        .text("uri", Sids.path(line.account()) + "/IncomingPhoneNumbers/" + sid(line));
  }

  static String sid(PhoneLine line) {
    return Sids.of(Sids.NUMBER, line.id());
  }

  private static String method(PhoneLine line, String word) {
    var given = line.fact(word);
    return given.isEmpty() ? POST : given;
  }

  private static String version(PhoneLine line) {
    var given = line.fact("api_version");
    return given.isEmpty() ? Sids.VERSION : given;
  }

  private static String application(Office office, Visit visit, PhoneLine line, String kind) {
    return Sids.read(Sids.APPLICATION, line.application(kind))
        .map(id -> ApplicationRoutes.name(office, visit, id))
        .orElse("");
  }

  /// Media messages are taken where the number, or its application, is enabled for them.
  private static Sheet capabilities(Office office, Visit visit, PhoneLine line) {
    boolean takesMms =
        line.fact("mms_enabled").equals("true")
            || ApplicationRoutes.find(office, visit, line.smsApplication())
                .filter(ApplicationRoutes::takesMms)
                .isPresent();
    return capabilities(takesMms);
  }

  /// What a number can do: no calls, no fax.
  static Sheet capabilities(boolean takesMms) {
    return new Sheet()
        .flag("voice_capable", false)
        .flag("sms_capable", true)
        .flag("mms_capable", takesMms)
        .flag("fax_capable", false);
  }
}
