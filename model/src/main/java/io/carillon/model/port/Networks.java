package io.carillon.model.port;

import io.carillon.model.Address;
import io.carillon.model.Learned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps the networks that numbers were seen on. Numbers are named by their marks alone: keyed
/// hashes that are made by [#marks].
public interface Networks {
  /// How many are kept or read in one call at most.
  int ROWS_MAX = 5_000;

  /// What names numbers: by a key that is made once for this store and then always the same.
  Marks marks() throws InterruptedException;

  /// Names numbers without saying them. Safe from any thread.
  @FunctionalInterface
  interface Marks {
    /// The mark of a number.
    long of(Address number);
  }

  /// Keeps these, at most [#ROWS_MAX], each in the place of an older one of the same mark; returns
  /// when they are synced.
  void keep(List<Learned> learned) throws InterruptedException;

  /// What was last learned of a mark.
  Optional<Learned> of(long mark);

  /// The newest ones, the newest first, at most `limit` and [#ROWS_MAX].
  List<Learned> newest(int limit);

  /// Drops what was learned of a mark; answers how many rows those were.
  long forget(long mark) throws InterruptedException;

  /// Drops what was learned before a moment and, oldest first, what is more than `rows`; in small
  /// steps between other work. Answers how many were dropped.
  long trim(Instant before, long rows) throws InterruptedException;
}
