package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Replay;
import java.util.List;
import java.util.Optional;

/// Reads the jobs that have something told again: those that go on, and those that ended in the
/// last 30 days.
public interface ReplayJobs {
  /// How many one call answers at most.
  int ROWS_MAX = 1_000;

  /// The job with this id.
  Optional<Replay> find(Id id);

  /// Jobs of a lane ([Replay#lane]), the newest first.
  ///
  /// @param account whose lane it is
  /// @param below only those with a lower id
  List<Replay> page(AccountId account, String lane, Optional<Id> below, int limit);

  /// Jobs that go on, the oldest first.
  List<Replay> open(int limit);
}
