package io.carillon.model;

import java.util.Optional;

/// The kind of way on which a message reaches a person.
public enum Channel {
  SMS("sms", 1),
  MMS("mms", 2),
  RCS("rcs", 3),
  WHATSAPP("whatsapp", 4),
  MESSENGER("messenger", 5),
  INSTAGRAM("instagram", 6),
  APPLE("apple", 7),
  PUSH_ANDROID("push-android", 8),
  PUSH_IOS("push-ios", 9),
  PUSH_WEB("push-web", 10),
  EMAIL("email", 11),
  TELEGRAM("telegram", 12),
  VIBER("viber", 13),
  LINE("line", 14),
  WECHAT("wechat", 15),
  X("x", 16);

  private final String word;
  private final int code;

  Channel(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /// The stable word in settings, metrics and APIs.
  public String word() {
    return word;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// The channel with this word, whatever its case.
  public static Optional<Channel> of(String word) {
    for (var channel : values()) {
      if (channel.word.equalsIgnoreCase(word)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}
