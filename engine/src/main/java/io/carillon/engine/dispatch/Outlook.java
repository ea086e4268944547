package io.carillon.engine.dispatch;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a message waits for, and about how long: a view of this moment, for people.
///
/// @param why a sentence with the numbers
/// @param ahead how many messages may go before it at most; empty = it does not stand in a line
/// @param about until it goes on, if everything goes on as now; empty = nobody can tell
public record Outlook(Reason reason, String why, OptionalLong ahead, Optional<Duration> about) {
  /// What holds it.
  public enum Reason {
    /// The moment that the caller named.
    SCHEDULE,
    /// The hours in which its person may be written to.
    QUIET,
    /// What its carrier takes of its campaign or brand within a time.
    CAP,
    /// That its person was not written to for so long that it may be written to again.
    FREQUENCY,
    /// That its account may send again.
    SUSPENDED,
    /// Those that stand before it; nothing else.
    TURN,
    /// How much may go to the carrier a second.
    RATE,
    /// The carrier's answers: as much is unanswered as may be.
    WINDOW,
    /// Our processors, which have no time left.
    CPU,
    /// Our store, which writes all the time.
    DISK,
    /// What may go over its route at most.
    ROUTE_LIMIT,
    /// The carrier asked us to slow down.
    THROTTLE,
    /// The carrier answered so badly that nothing goes to it for a while.
    CIRCUIT,
    /// The carrier has no link.
    CARRIER_DOWN,
    /// A carrier: the one that it was meant for is gone.
    ROUTE,
    /// The next try after a refusal that may pass.
    RETRY,
    /// The carrier's answer to it.
    ANSWER,
    /// A receipt that settles an unknown outcome, or the policy's moment.
    DOUBT,
    /// The receipt.
    RECEIPT,
    /// The webhook that is to be told what a person wrote.
    NOTICE;

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// In whole seconds, rounded up; empty = nobody can tell.
  public OptionalLong aboutSeconds() {
    return about.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, about.get().plusNanos(999_999_999).toSeconds()));
  }
}
