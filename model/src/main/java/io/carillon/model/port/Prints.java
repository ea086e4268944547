package io.carillon.model.port;

import io.carillon.model.Id;
import io.carillon.model.Print;
import java.util.List;

/// Reads by what deliveries are known again whose answers may be lost.
public interface Prints {
  /// How many one answer may hold.
  int ROWS_MAX = 5_000;

  /// By whose they are and part; at most `limit` and at most [#ROWS_MAX].
  ///
  /// @param after where the answer before ended
  List<Print> after(Place after, int limit);

  /// The mark of something: a hash under a key of the store, the same as long as the store lives.
  /// Answers at once, from any thread.
  Id mark(byte[] what);

  /// Where a print stands in the order of all.
  record Place(Id whose, int part) {
    /// Before the first.
    public static final Place FIRST = new Place(new Id(0, 0), 0);

    /// The place of a print.
    public static Place of(Print print) {
      return new Place(print.whose(), print.part());
    }
  }
}
