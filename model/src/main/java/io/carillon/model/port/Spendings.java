package io.carillon.model.port;

import io.carillon.model.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads how much of what is bounded was used up.
public interface Spendings {
  /// How many rows one call answers at most.
  int ROWS_MAX = 5_000;

  /// What still bounds something at `now`, in the order of account, owner, name and beginning.
  ///
  /// @param behind where to begin; empty = at the first
  /// @param limit how many, at most [#ROWS_MAX]
  List<Spending> standing(Instant now, Optional<Spending> behind, int limit);
}
