package io.carillon.front.intelepeer;

/// The generations of the send URL, which answer differently.
enum Form {
  /// `/_rest/v4/app/sms/send`, `/sms/v4/app/sms/send`, `/sms/v3/{tn}/send`.
  CURRENT("v4"),
  /// `/sms/v1/{tn}/send`.
  FIRST("v1");

  /// The dialect's word in messages and notices.
  static final String DIALECT = "intelepeer";

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /// The word kept with a message.
  String word() {
    return word;
  }
}
