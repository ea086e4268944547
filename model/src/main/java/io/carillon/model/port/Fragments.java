package io.carillon.model.port;

import io.carillon.model.Fragment;
import io.carillon.model.Id;
import java.util.List;
import java.util.Optional;

/// Reads what persons wrote and no message holds yet.
public interface Fragments {
  /// How many one answer may hold.
  int ROWS_MAX = 5_000;

  /// Parts that wait for others, by series and number; at most `limit` and at most [#ROWS_MAX].
  ///
  /// @param after where the answer before ended
  List<Fragment> after(Place after, int limit);

  /// How many parts wait.
  long count();

  /// Whole messages to senders that nobody owns, the newest first; at most `limit` and at most
  /// [#ROWS_MAX].
  ///
  /// @param below the series behind which the answer begins; empty = the newest
  List<Fragment> strays(Optional<Id> below, int limit);

  /// One of them.
  Optional<Fragment> stray(Id series);

  /// Where a part stands in the order of all.
  record Place(Id series, int number) {
    /// Before the first.
    public static final Place FIRST = new Place(new Id(0, 0), 0);

    /// The place of a part.
    public static Place of(Fragment fragment) {
      return new Place(fragment.series(), fragment.part().number());
    }
  }
}
