package io.carillon.front.naming;

/// The words under which dialects keep what somebody arranged, where more than one of them reads
/// it: what is set by one is then found by the other.
public final class Facts {
  /// What people call a number; a number's own name is its address.
  public static final String FRIENDLY_NAME = "friendly_name";

  /// Where an application or a number hears of messages from persons.
  public static final String SMS_URL = "sms_url";

  /// `GET` or `POST`; absent = POST.
  public static final String SMS_METHOD = "sms_method";

  /// Where it hears of them when that fails.
  public static final String SMS_FALLBACK_URL = "sms_fallback_url";

  /// `GET` or `POST`; absent = POST.
  public static final String SMS_FALLBACK_METHOD = "sms_fallback_method";

  /// The application that a number belongs to: the 32 hexadecimal digits of its id.
  public static final String SMS_APPLICATION = "sms_application";

  /// The word of the dialect in which a number was last given its SMS URL or its application, and
  /// which tells what people write to it; absent = the first that is asked.
  public static final String SMS_DIALECT = "sms_dialect";

  /// Where an application or a pool hears of what became of the messages sent with it.
  public static final String MESSAGE_STATUS_CALLBACK = "message_status_callback";

  private Facts() {}
}
