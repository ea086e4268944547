package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Event;
import java.util.List;

/// Reads what happened in accounts, in the order in which it was kept, for 3 days.
///
/// Numbers only grow, over all accounts; a number is never given again, save by a backup that was
/// restored. Who remembers the last number that they read goes on behind it and misses nothing.
public interface Events {
  /// How many one call answers at most.
  int ROWS_MAX = 1_000;

  /// An event, and its place in the order.
  record Kept(long number, Event event) {}

  /// Which numbers are kept, of all accounts; both 0 where nothing ever happened.
  record Span(long oldest, long newest) {}

  /// An account's events with a larger number, in order.
  List<Kept> after(AccountId account, long number, int limit);

  /// What is kept now.
  Span span();
}
