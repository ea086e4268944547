package io.carillon.model;

import java.time.Instant;

/// How much of something bounded was used up in a stretch of time: the parts that a brand sent over
/// a carrier on one day.
///
/// @param account whose it is
/// @param owner what the bound is of, for instance a brand
/// @param name which of its bounds, at most 32 characters
/// @param from when the stretch begins; with the three before it names what is added up
/// @param until when it ends: from then on it bounds nothing
/// @param parts how many; negative where some are given back
public record Spending(
    AccountId account, Id owner, String name, Instant from, Instant until, int parts) {
  private static final int NAME_MAX = 32;

  public Spending {
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("a name has 1 to " + NAME_MAX + " characters");
    }
  }

  /// The same with another number of parts.
  public Spending of(int number) {
    return new Spending(account, owner, name, from, until, number);
  }
}
