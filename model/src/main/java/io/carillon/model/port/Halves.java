package io.carillon.model.port;

import io.carillon.model.Half;
import java.time.Instant;
import java.util.List;

/// Reads receipts that wait for what they speak of.
public interface Halves {
  /// The newest ones, at most `limit`.
  List<Half> newest(int limit);

  /// Halves whose far id is by now named by a leg, at most `limit`.
  List<Half> matchable(int limit);

  /// Halves that came before `moment`, at most `limit`.
  List<Half> olderThan(Instant moment, int limit);

  /// How many wait.
  long count();
}
