package io.carillon.front.restcomm;

/// The reason codes of the dictionary that messaging can meet; 0 to 999 are those of the protocols,
/// such as HTTP's.
///
/// Sources: *RC* = the page "Reason Codes", *SMS* = the error codes of the page "SMS" (see the
/// package), where 30010 is misprinted as 300010.
enum ReasonCode {
  INTERNAL_ERROR(1000, "Internal Error"), // RC
  FEATURE_NOT_SUPPORTED(1002, "Feature Not Supported"), // RC
  QUEUE_OVERFLOW(30001, "Queue overflow"), // SMS
  ACCOUNT_SUSPENDED(30002, "Account suspended"), // SMS
  UNREACHABLE_HANDSET(30003, "Unreachable destination handset"), // SMS
  MESSAGE_BLOCKED(30004, "Message blocked"), // SMS
  UNKNOWN_HANDSET(30005, "Unknown destination handset"), // SMS
  UNREACHABLE_CARRIER(30006, "Landline or unreachable carrier"), // SMS
  CARRIER_VIOLATION(30007, "Carrier violation"), // SMS
  UNKNOWN_ERROR(30008, "Unknown error"), // SMS
  MISSING_SEGMENT(30009, "Missing segment"), // SMS
  PRICE_EXCEEDS_MAX(30010, "Message price exceeds max price"); // SMS

  private final int number;
  private final String words;

  ReasonCode(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /// The number that goes over the wire.
  int number() {
    return number;
  }

  /// The short description.
  String words() {
    return words;
  }
}
