package io.carillon.engine.comply;

import java.util.Locale;

/// What is done about a message that a rule objects to.
public enum Reaction {
  /// The rule is not asked.
  OFF,
  /// It goes, and its trace says so.
  MARK,
  /// It is refused.
  REFUSE;

  /// The word in policies and figures.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The reaction with this word.
  ///
  /// @throws IllegalArgumentException where there is none
  public static Reaction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Reads one from the words of a policy.
  public static Reaction of(PolicyWords words, String term) {
    return words.read(term, "off, mark or refuse", Reaction::of, OFF);
  }
}
