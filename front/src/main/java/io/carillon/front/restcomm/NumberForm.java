package io.carillon.front.restcomm;

import io.carillon.front.naming.Facts;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The form that sets what happens on a number. Calls, USSD and transfers are kept and shown only.
final class NumberForm {
  private final Forms form;
  private final Function<String, Optional<Resource>> applications;

  /// @param facts as they stand
  /// @param applications the application that a SID names
  NumberForm(
      byte[] body, Map<String, String> facts, Function<String, Optional<Resource>> applications) {
    this.form = new Forms(body, facts);
    this.applications = applications;
  }

  /// Reads it.
  ///
  /// @param objections what stands against calling a URL
  Forms read(Function<String, Optional<String>> objections) { // table
    Function<String, Optional<String>> none = _ -> Optional.empty();
    form.put(
        "FriendlyName", Facts.FRIENDLY_NAME, form.fields().filled("FriendlyName", Forms.NAME_MAX));
    form.text("ApiVersion", "api_version")
        .url("VoiceUrl", "voice_url", none)
        .method("VoiceMethod", "voice_method")
        .url("VoiceFallbackUrl", "voice_fallback_url", none)
        .method("VoiceFallbackMethod", "voice_fallback_method")
        .url("StatusCallback", "status_callback", none)
        .method("StatusCallbackMethod", "status_callback_method")
        .flag("VoiceCallerIdLookup", "voice_caller_id_lookup")
        .url("SmsUrl", Facts.SMS_URL, objections)
        .method("SmsMethod", Facts.SMS_METHOD)
        .url("SmsFallbackUrl", Facts.SMS_FALLBACK_URL, objections)
        .method("SmsFallbackMethod", Facts.SMS_FALLBACK_METHOD)
        .url("UssdUrl", "ussd_url", none)
        .method("UssdMethod", "ussd_method")
        .url("UssdFallbackUrl", "ussd_fallback_url", none)
        .method("UssdFallbackMethod", "ussd_fallback_method")
        .url("ReferUrl", "refer_url", none)
        .method("ReferMethod", "refer_method")
        .flag("MmsEnabled", "mms_enabled");
    application("VoiceApplicationSid", "voice_application_sid");
    smsApplication();
    if (form.fields().has("SmsUrl") || form.fields().has("SmsApplicationSid")) {
      form.facts().put(Facts.SMS_DIALECT, Form.DIALECT);
    }
    application("UssdApplicationSid", "ussd_application_sid");
    application("ReferApplicationSid", "refer_application_sid");
    return form;
  }

  /// The one that other dialects know too: by the digits of its id.
  private void smsApplication() {
    application("SmsApplicationSid", Facts.SMS_APPLICATION);
    form.facts()
        .computeIfPresent(
            Facts.SMS_APPLICATION,
            (_, sid) -> Sids.read(Sids.APPLICATION, sid).map(Id::hex).orElse(sid));
  }

  private void application(String name, String word) {
    var sid = form.fields().filled(name, Forms.NAME_MAX);
    if (sid.isPresent() && sid.flatMap(applications).isEmpty()) {
      form.fields().wrong(name, "names no application of the account");
    }
    form.put(name, word, sid);
  }
}
