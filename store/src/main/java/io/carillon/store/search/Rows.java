package io.carillon.store.search;

import io.carillon.model.Id;

/// Ids of messages that may pass, in order; stands before the first at the beginning.
interface Rows {
  /// Goes on to the next; false behind the last.
  boolean advance();

  /// The id that it stands at.
  Id id();

  /// Passes over many ids at once, the one that it stands at being the first; where it passed over
  /// any it stands before the next one.
  ///
  /// @param count at most so many
  /// @param edge none that comes behind this one
  /// @return how many were passed over; none where they must be passed one by one
  long skip(long count, Id edge);
}
