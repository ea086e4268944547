package io.carillon.front.mycpaas;

import java.util.Optional;

/// One thing that can be set on an application, a number, a short code or a messaging service.
///
/// @param parameter its name in a form
/// @param key its name in answers, and the word under which it is kept
/// @param usual what is printed where it was never set; empty = null
record Setting(String parameter, String key, Type type, Optional<String> usual) {
  /// What it may hold.
  enum Type {
    TEXT,
    URL,
    METHOD,
    FLAG,
    SECONDS,
    /// One of a few words.
    SCAN
  }

  static Setting text(String parameter, String key) {
    return new Setting(parameter, key, Type.TEXT, Optional.empty());
  }

  static Setting url(String parameter, String key) {
    return new Setting(parameter, key, Type.URL, Optional.empty());
  }

  static Setting method(String parameter, String key) {
    return new Setting(parameter, key, Type.METHOD, Optional.of("POST"));
  }

  static Setting flag(String parameter, String key, boolean usual) {
    return new Setting(parameter, key, Type.FLAG, Optional.of(Boolean.toString(usual)));
  }

  /// This setting, printed as an empty text where it was never set.
  Setting orEmpty() {
    return new Setting(parameter, key, type, Optional.of(""));
  }
}
