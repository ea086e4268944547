package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads how tries to tell something went, as of the last synced group. They are kept for 7 days,
/// and 1,000,000 of them at most, the newest. What a person said whom an order erased, and what an
/// account shredded, is not among them any more.
public interface Attempts {
  /// How many one call answers at most.
  int ROWS_MAX = 500;

  /// One that is kept, by its number: later ones have greater ones.
  record Kept(long number, Attempt attempt) {}

  /// How an endpoint stands, as far as tries are kept.
  ///
  /// @param succeeded when it was told last
  /// @param failed when a try failed last
  /// @param failing the first failure since it was told last; empty = none failed since
  /// @param failures since it was told last; at most 1,000 are counted
  record Health(
      Optional<Instant> succeeded,
      Optional<Instant> failed,
      Optional<Instant> failing,
      int failures) {}

  /// Those of an endpoint, the newest first.
  ///
  /// @param before a number; those below it
  List<Kept> of(AccountId account, Id endpoint, long before, int limit);

  /// Those of one notice, the newest first.
  ///
  /// @param before a number; those below it
  List<Kept> of(MessageId message, int sequence, long before, int limit);

  /// Those of all notices of one message, the newest first.
  List<Kept> of(MessageId message, int limit);

  /// How an endpoint stands.
  Health health(AccountId account, Id endpoint);
}
