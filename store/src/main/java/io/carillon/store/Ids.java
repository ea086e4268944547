package io.carillon.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A range of ids, from a floor (included) to below a ceiling.
record Ids(long floor, long ceiling) {
  /// Where the first step of a range ends; empty where it is the last.
  interface Edge {
    Optional<Long> of(Ids range);
  }

  /// At most so many of the rows of a range that are asked for, in the order of the list.
  interface Rows<T> {
    List<T> of(Ids range, int most);
  }

  /// A page of a list.
  ///
  /// @param more whether there are others behind it
  record Found<T>(List<T> rows, boolean more) {}

  /// Walks the range in steps, each a read of its own, until a page is full.
  <T> Found<T> page(boolean oldest, int limit, Edge edges, Rows<T> rows) {
    var found = new ArrayList<T>();
    var rest = Optional.of(this);
    while (rest.isPresent() && found.size() <= limit) {
      var range = rest.get();
      var edge = edges.of(range);
      var step = edge.map(id -> range.near(oldest, id)).orElse(range);
      found.addAll(rows.of(step, limit + 1 - found.size()));
      rest = edge.map(id -> range.near(!oldest, id));
    }
    boolean more = found.size() > limit;
    return new Found<>(more ? found.subList(0, limit) : found, more);
  }

  /// What lies below an id, or from it on.
  private Ids near(boolean below, long id) {
    return below ? new Ids(floor, id) : new Ids(id, ceiling);
  }
}
