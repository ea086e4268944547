package io.carillon.model.port;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps what accounts are owed to be told of themselves. What is written is synced when the call
/// returns. One that is over for 30 days, and told or given up, is dropped.
public interface AccountEvents {
  /// How many one call answers at most.
  int ROWS_MAX = 500;

  /// Keeps a new one, and tells the live feed of its account, unless one of its kind stands for it;
  /// tells whether it was kept.
  boolean raise(AccountEvent event) throws InterruptedException;

  /// What stands of a kind is over; tells whether anything stood.
  boolean end(AccountId account, Kind kind, Instant at) throws InterruptedException;

  /// How the telling of one stands from now on.
  void told(Id event, Notice.Telling telling) throws InterruptedException;

  /// The one with this id.
  Optional<AccountEvent> find(Id event);

  /// The one that stands.
  Optional<AccountEvent> standing(AccountId account, Kind kind);

  /// What is to be told, the longest due first: what is due by now, and what is due only behind
  /// `beyond`, since the clock was set back.
  List<AccountEvent> due(Instant now, Instant beyond, int limit);

  /// An account's, the newest first.
  ///
  /// @param behind where to begin; empty = at the newest
  List<AccountEvent> page(AccountId account, Optional<Id> behind, int limit);
}
