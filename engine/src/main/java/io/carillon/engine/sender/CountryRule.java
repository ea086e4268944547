package io.carillon.engine.sender;

import java.util.Locale;
import java.util.Optional;

/// What a country has ruled for senders of messages to its people.
///
/// @param alphanumeric whether names may send
/// @param twoWay whether people there can answer a number of their country
/// @param mms whether numbers of that country carry MMS
public record CountryRule(Names alphanumeric, boolean twoWay, boolean mms) {
  /// Whether names may send.
  public enum Names {
    ALLOWED,
    /// Only those that are registered there.
    REGISTERED,
    FORBIDDEN;

    /// The stable word in the data file and in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Names> of(String word) {
      for (var names : values()) {
        if (names.word().equals(word)) {
          return Optional.of(names);
        }
      }
      return Optional.empty();
    }
  }
}
