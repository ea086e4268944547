package io.carillon.store;

import java.time.Duration;

/// How long messages are kept, and where.
///
/// @param messages how long a message of which nothing is owed any more stays among those that are
///   worked on, since it changed last; zero = for ever
/// @param archives whether it is archived then, or deleted
/// @param archived how long what is archived is kept, from the day of its acceptance; zero = for
///   ever
public record Retention(Duration messages, boolean archives, Duration archived) {
  /// Everything stays where it is, for ever.
  public static final Retention OFF = new Retention(Duration.ZERO, true, Duration.ZERO);

  /// Whether messages leave the tables.
  boolean isLeaving() {
    return messages.isPositive();
  }

  /// Whether anything is to be done at all.
  public boolean isOn() {
    return isLeaving() || archived.isPositive();
  }
}
