package io.carillon.store.search;

import io.carillon.model.Id;
import io.carillon.model.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store behind the index: what the index is made of, and made again.
public interface Truth {
  /// What was kept last by [#mark(Id)]: an index that knows another mark is not that of the store
  /// as it is now.
  Optional<Id> mark();

  /// Keeps a mark with the messages.
  void mark(Id next) throws InterruptedException;

  /// The highest id of a message.
  Optional<Id> highest();

  /// Messages with lower ids than this, the highest first.
  List<Entry> below(Id edge, int most);

  /// Messages with this id or a higher one, the lowest first.
  List<Entry> from(Id floor, int most);

  /// How some messages stand now; those that are no more are left out.
  List<Standing> standings(List<Id> ids);

  /// Messages that left the store and that the index may still hold, at most so many.
  List<Entry.Owned> erased(int most);

  /// The index holds these no more.
  void forget(List<Entry.Owned> erased) throws InterruptedException;

  /// How a message stands.
  record Standing(Id id, Status status, Optional<Instant> sent) {}
}
