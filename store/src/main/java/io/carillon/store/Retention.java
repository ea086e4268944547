package io.carillon.store;

import java.time.Duration;

/// How long messages are kept, and where.
///
/// @param messages how long a message of which nothing is owed any more stays among those that are
///   worked on, since it changed last; zero = for ever
/// @param archives whether it is archived then, or deleted
/// @param archived how long what is archived is kept, from the day of its acceptance; zero = for
///   ever
/// @param ledger how long each line of the ledger stands before its month is folded into one; zero
///   = for ever
public record Retention(Duration messages, boolean archives, Duration archived, Duration ledger) {
  /// Everything stays where it is, for ever.
  public static final Retention OFF = new Retention(Duration.ZERO, true, Duration.ZERO);

  /// One that folds no ledger.
  public Retention(Duration messages, boolean archives, Duration archived) {
    this(messages, archives, archived, Duration.ZERO);
  }

  /// Whether messages leave the tables.
  boolean isLeaving() {
    return messages.isPositive();
  }

  /// Whether anything is to be done about messages.
  public boolean isOn() {
    return isLeaving() || archived.isPositive();
  }
}
