package io.carillon.front.mycpaas;

import io.carillon.front.form.FormFields;
import io.carillon.front.naming.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The settings of each kind of resource, as Twilio's OpenAPI description has them, and how they
/// are read and printed. Those of voice are kept and shown, no more.
///
/// @param table in the order in which they are printed
record Settings(List<Setting> table) {
  private static final int TEXT_MAX = 256;
  private static final int URL_MAX = 2_048;
  private static final int SECONDS_MAX = 36_000;
  private static final Set<String> SCANS = Set.of("inherit", "enable", "disable");

  /// Where a person's message to a number or an application goes.
  private static final List<Setting> SMS = // table
      List.of(
          Setting.url("SmsUrl", Facts.SMS_URL),
          Setting.method("SmsMethod", Facts.SMS_METHOD),
          Setting.url("SmsFallbackUrl", Facts.SMS_FALLBACK_URL),
          Setting.method("SmsFallbackMethod", Facts.SMS_FALLBACK_METHOD));

  private static final List<Setting> VOICE = // table
      List.of(
          Setting.url("VoiceUrl", "voice_url"),
          Setting.method("VoiceMethod", "voice_method"),
          Setting.url("VoiceFallbackUrl", "voice_fallback_url"),
          Setting.method("VoiceFallbackMethod", "voice_fallback_method"),
          Setting.flag("VoiceCallerIdLookup", "voice_caller_id_lookup", false),
          Setting.url("StatusCallback", "status_callback"),
          Setting.method("StatusCallbackMethod", "status_callback_method"));

  static final Settings SHORT_CODE = new Settings(SMS);

  static final Settings APPLICATION = // table
      new Settings(
          joined(
              SMS,
              VOICE,
              List.of(
                  Setting.url("MessageStatusCallback", Facts.MESSAGE_STATUS_CALLBACK),
                  Setting.url("SmsStatusCallback", "sms_status_callback"),
                  Setting.flag(
                      "PublicApplicationConnectEnabled",
                      "public_application_connect_enabled",
                      false))));

  static final Settings NUMBER = // table
      new Settings(
          joined(
              SMS.stream().map(Settings::shownEmpty).toList(),
              VOICE,
              List.of(
                  Setting.text("VoiceApplicationSid", "voice_application_sid"),
                  Setting.text("IdentitySid", "identity_sid"),
                  Setting.text("AddressSid", "address_sid"),
                  Setting.text("BundleSid", "bundle_sid"),
                  Setting.text("TrunkSid", "trunk_sid"),
                  Setting.text("EmergencyAddressSid", "emergency_address_sid"))));

  static final Settings SERVICE = // table
      new Settings(
          List.of(
              Setting.url("InboundRequestUrl", Facts.SMS_URL),
              Setting.method("InboundMethod", Facts.SMS_METHOD),
              Setting.url("FallbackUrl", Facts.SMS_FALLBACK_URL),
              Setting.method("FallbackMethod", Facts.SMS_FALLBACK_METHOD),
              Setting.url("StatusCallback", Facts.MESSAGE_STATUS_CALLBACK),
              Setting.flag("StickySender", "sticky_sender", true),
              Setting.flag("MmsConverter", "mms_converter", true),
              Setting.flag("SmartEncoding", "smart_encoding", true),
              new Setting(
                  "ScanMessageContent",
                  "scan_message_content",
                  Setting.Type.SCAN,
                  Optional.of("inherit")),
              Setting.flag("FallbackToLongCode", "fallback_to_long_code", true),
              Setting.flag("AreaCodeGeomatch", "area_code_geomatch", true),
              Setting.flag("SynchronousValidation", "synchronous_validation", false),
              new Setting(
                  "ValidityPeriod",
                  "validity_period",
                  Setting.Type.SECONDS,
                  Optional.of(Integer.toString(SECONDS_MAX))),
              new Setting("Usecase", "usecase", Setting.Type.TEXT, Optional.of("undeclared")),
              Setting.flag("UseInboundWebhookOnNumber", "use_inbound_webhook_on_number", false)));

  /// What a messaging service calls what others call otherwise.
  private static final Map<String, String> SERVICE_KEYS = // table
      Map.of(
          Facts.SMS_URL, "inbound_request_url",
          Facts.SMS_METHOD, "inbound_method",
          Facts.SMS_FALLBACK_URL, "fallback_url",
          Facts.SMS_FALLBACK_METHOD, "fallback_method",
          Facts.MESSAGE_STATUS_CALLBACK, "status_callback");

  private static List<Setting> joined(List<Setting> some, List<Setting> more, List<Setting> rest) {
    return Stream.of(some, more, rest).flatMap(List::stream).toList();
  }

  private static Setting shownEmpty(Setting setting) {
    return setting.type() == Setting.Type.URL ? setting.orEmpty() : setting;
  }

  /// What a form turned out to set.
  sealed interface Read {
    /// All facts, those before and those that the form sets.
    record Good(Map<String, String> facts) implements Read {}

    /// Something that cannot be set.
    record Refused(Denial denial) implements Read {}
  }

  /// Reads what a form sets, over what was set before; an empty value unsets.
  ///
  /// @param objections what stands against calling a URL
  Read read(
      FormFields fields,
      Map<String, String> before,
      Function<String, Optional<String>> objections) {
    var facts = new HashMap<>(before);
    for (var setting : table) {
      var given = fields.text(setting.parameter());
      if (given.isEmpty()) {
        continue;
      }
      var value = given.get().strip();
      var wrong = value.isEmpty() ? Optional.<Denial>empty() : wrong(setting, value, objections);
      if (wrong.isPresent()) {
        return new Read.Refused(wrong.get());
      }
      if (value.isEmpty()) {
        facts.remove(setting.key());
      } else {
        facts.put(setting.key(), normal(setting, value));
      }
    }
    return new Read.Good(facts);
  }

  private static Optional<Denial> wrong(
      Setting setting, String value, Function<String, Optional<String>> objections) {
    var name = "'" + setting.parameter() + "' ";
    return switch (setting.type()) {
      case TEXT ->
          value.length() <= TEXT_MAX
              ? Optional.empty()
              : no(Code.BAD_REQUEST, name + "may have at most " + TEXT_MAX + " characters.");
      case URL ->
          value.length() > URL_MAX || !value.matches("(?i)https?://[^\\s/?#][^\\s]*")
              ? no(Code.URL_INVALID, name + "must be an absolute http or https URL.")
              : objections
                  .apply(value)
                  .flatMap(why -> no(Code.URL_INVALID, name + "cannot be called: " + why + "."));
      case METHOD ->
          value.matches("(?i)GET|POST")
              ? Optional.empty()
              : no(Code.METHOD_INVALID, name + "must be GET or POST.");
      case FLAG ->
          value.matches("(?i)true|false")
              ? Optional.empty()
              : no(Code.BAD_REQUEST, name + "must be true or false.");
      case SECONDS ->
          value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= SECONDS_MAX
              ? Optional.empty()
              : no(Code.VALIDITY_OUT_OF_RANGE, Code.VALIDITY_OUT_OF_RANGE.words());
      case SCAN ->
          SCANS.contains(value)
              ? Optional.empty()
              : no(Code.BAD_REQUEST, name + "must be inherit, enable or disable.");
    };
  }

  private static Optional<Denial> no(Code code, String words) {
    return Optional.of(Denial.of(code, words));
  }

  private static String normal(Setting setting, String value) {
    return switch (setting.type()) {
      case METHOD -> value.toUpperCase(Locale.ROOT);
      case FLAG -> value.toLowerCase(Locale.ROOT);
      case TEXT, URL, SECONDS, SCAN -> value;
    };
  }

  /// Adds what is set to an answer.
  void print(Representation into, Map<String, String> facts) {
    for (var setting : table) {
      var value = Optional.ofNullable(facts.get(setting.key())).or(setting::usual);
      var key =
          equals(SERVICE) ? SERVICE_KEYS.getOrDefault(setting.key(), setting.key()) : setting.key();
      switch (setting.type()) {
        case FLAG -> into.flag(key, value.map(Boolean::parseBoolean).orElse(false));
        case SECONDS -> into.whole(key, value.map(Long::parseLong));
        case TEXT, URL, METHOD, SCAN -> into.text(key, value);
      }
    }
  }

  /// Whether a flag of a messaging service is up.
  static boolean isUp(Map<String, String> facts, String key) {
    return SERVICE.table().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .flatMap(setting -> Optional.ofNullable(facts.get(key)).or(setting::usual))
        .map(Boolean::parseBoolean)
        .orElse(false);
  }
}
