package io.carillon.front.restcomm;

import io.carillon.model.Message;

/// The two resources that a message can be sent through; its callbacks speak the words of its own.
enum Form {
  /// `/Accounts/{sid}/SMS/Messages`.
  SMS("sms"),
  /// `/Accounts/{sid}/Messages`.
  CHANNELS("channels");

  /// The dialect's word in messages and notices.
  static final String DIALECT = "restcomm";

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /// The word kept with a message.
  String word() {
    return word;
  }

  /// The path of the resource below its account.
  String path() {
    return switch (this) {
      case SMS -> "/SMS/Messages";
      case CHANNELS -> "/Messages";
    };
  }

  /// The form that a message was sent in, or asked for in an answer.
  static Form of(Message message) {
    return message.origin().form().startsWith(CHANNELS.word) ? CHANNELS : SMS;
  }
}
