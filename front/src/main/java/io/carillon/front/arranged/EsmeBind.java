package io.carillon.front.arranged;

import io.carillon.model.AccountId;
import java.time.Instant;

/// One bind of somebody's to our SMPP server, as it stands now, for people.
///
/// @param mode a word of `OwnEsme.ALL_MODES`
/// @param address from where, with the port
/// @param tls whether the line is encrypted
/// @param window how many of their requests may be unanswered
/// @param flow what went over it
public record EsmeBind(
    String systemId,
    AccountId account,
    String mode,
    Instant since,
    String address,
    boolean tls,
    int window,
    Flow flow) {
  /// What went over a bind.
  ///
  /// @param open their requests that are not answered yet
  /// @param submitted messages taken
  /// @param refused messages refused
  /// @param delivered receipts and messages from people that they took
  /// @param delivering such that are on the wire now
  /// @param waiting such that wait for the whole ESME, in memory
  public record Flow(
      int open, long submitted, long refused, long delivered, int delivering, long waiting) {}
}
