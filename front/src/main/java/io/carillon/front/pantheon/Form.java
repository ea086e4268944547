package io.carillon.front.pantheon;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Message;

/// The two documented shapes of one resource: the unified one of the FAQ page, and the one of the
/// SMS and MMS page, which has a form for each of its channels.
enum Form {
  UNIFIED("unified"),
  SMS("sms"),
  MMS("mms");

  /// The dialect's word in messages and notices.
  static final String DIALECT = "pantheon";

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /// The word kept with a message.
  String word() {
    return word;
  }

  /// The form in which a message answers: the one it was sent in; what a person wrote in that of
  /// its channel, since the unified one has neither text nor direction; unified where it came in by
  /// another dialect.
  static Form of(Message message) {
    if (message.parties().direction() == Direction.INBOUND) {
      return message.parties().channel() == Channel.MMS ? MMS : SMS;
    }
    if (message.origin().dialect().equals(DIALECT)) {
      for (var form : values()) {
        if (form.word.equals(message.origin().form())) {
          return form;
        }
      }
    }
    return UNIFIED;
  }
}
