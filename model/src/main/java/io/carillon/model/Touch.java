package io.carillon.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A message that goes to a person at a moment: from then on it counts in how often its account
/// writes to that person.
///
/// @param sender who writes, as its address says it
/// @param at when it goes; counted once, however often it is tried
/// @param until from when on nothing asks for it any more
public record Touch(
    MessageId message,
    AccountId account,
    Address person,
    String sender,
    Instant at,
    Instant until) {
  /// How often a person may be written to. What went by a clock that was further ahead than the
  /// time of the limit does not count, or the person would be left alone until that clock is right.
  ///
  /// @param most messages within any stretch of the time
  /// @param bySender whether each sender is counted for itself; else the whole account
  public record Limit(int most, Duration within, boolean bySender) {
    public Limit {
      if (most < 1 || !within.isPositive()) {
        throw new IllegalArgumentException("at least one message, in a time that passes");
      }
    }

    private Instant free(Touch asked, Collection<Seen> others) {
      var since = asked.at.minus(within);
      var until = asked.at.plus(within);
      var counted =
          others.stream()
              .filter(other -> !bySender || other.sender().equals(asked.sender))
              .map(Seen::at)
              .filter(at -> at.isAfter(since) && at.isBefore(until))
              .sorted()
              .toList();
      return counted.size() < most ? asked.at : counted.get(counted.size() - most).plus(within);
    }
  }

  /// Another message to the same person, as it counts.
  public record Seen(String sender, Instant at) {}

  /// The first moment at which this message may go as far as others to the same person go: its own
  /// where nothing stands against it.
  ///
  /// @param others without this one
  public Instant free(List<Limit> limits, Collection<Seen> others) {
    return limits.stream()
        .map(limit -> limit.free(this, others))
        .max(Comparator.naturalOrder())
        .orElse(at);
  }

  /// As others meet it.
  public Seen seen() {
    return new Seen(sender, at);
  }
}
