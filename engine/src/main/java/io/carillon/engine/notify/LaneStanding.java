package io.carillon.engine.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How the lane before one endpoint stands now, for whoever wants to know why it is slow.
///
/// @param tellers how many notices are told to it now
/// @param limit how many may be told to it at the same time now, as things go
/// @param failures of the endpoint in a row
/// @param restsSince while nothing is told to it: when it was given up for now
/// @param restsUntil while nothing is told to it: when it is asked again
/// @param probes whether it is told one at a time, since its rest is over and it has not answered
///   yet
/// @param lastTold when it last answered well, since something waits without a break
/// @param lastFailed when it last failed, since something waits without a break
/// @param waiting notices that wait in memory or are being told; the store may hold more
public record LaneStanding(
    int tellers,
    int limit,
    int failures,
    Optional<Instant> restsSince,
    Optional<Instant> restsUntil,
    boolean probes,
    Optional<Instant> lastTold,
    Optional<Instant> lastFailed,
    int waiting) {
  /// Why what is owed to it waits, in a few words for the story of a message; empty where it is
  /// told as it comes.
  public Optional<String> words() {
    return restsUntil.map(moment ->
        "its endpoint failed "
            + failures
            + (failures == 1 ? " time" : " times in a row")
            + " and is left alone until "
            + moment.truncatedTo(ChronoUnit.SECONDS));
  }
}
