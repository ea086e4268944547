package io.carillon.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the load sends.
enum Scenario {
  /// One message a request, in PantheonCloud's JSON, with a webhook when it is delivered.
  SINGLE("single sends, one webhook a message");

  private final String what;

  Scenario(String what) {
    this.what = what;
  }

  /// In words, for the report.
  String what() {
    return what;
  }

  /// The name as a flag's value.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scenario> of(String word) {
    return Arrays.stream(values()).filter(scenario -> scenario.word().equals(word)).findFirst();
  }

  /// The request for a server.
  Template template(Target target) {
    return switch (this) {
      case SINGLE ->
          new Template(
              """
              POST /v1/messages HTTP/1.1\r
              Host: %s:%d\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              """
                  .formatted(Target.HOST, target.port(), target.apiKey()),
              """
              {"from":"%s","to":"%s","text":"%s","channel":"sms","type":"transactional",\
              "webhook_url":"%s","webhook_events":["delivered"]}\
              """
                  .formatted(
                      Recipients.SENDER,
                      Recipients.PREFIX + Template.NUMBER,
                      "Your order " + Template.NUMBER + TEXT_AFTER_NUMBER,
                      target.hook()),
              1);
    };
  }

  /// Makes the text 92 characters long.
  private static final String TEXT_AFTER_NUMBER =
      " has left our warehouse and should be with you tomorrow before noon. Bye!";
}
