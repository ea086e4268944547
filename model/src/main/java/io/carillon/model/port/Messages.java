package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads messages as of the last synced group. Every list has a bound.
public interface Messages {
  /// How many rows one call returns at most.
  int ROWS_MAX = 5_000;

  /// The message with this id.
  Optional<Message> find(MessageId id);

  /// Those of these messages that there are, by their ids; at most [#ROWS_MAX] are looked for.
  default Map<MessageId, Message> find(Collection<MessageId> ids) {
    var found = new LinkedHashMap<MessageId, Message>();
    ids.stream()
        .distinct()
        .limit(ROWS_MAX)
        .forEach(id -> find(id).ifPresent(message -> found.put(id, message)));
    return found;
  }

  /// The same as [#find(MessageId)], but nothing that is archived: what may be changed without
  /// being brought back first.
  default Optional<Message> unarchived(MessageId id) {
    return find(id);
  }

  /// Brings an archived message back among those that can be changed, with its trace and its
  /// notices: to be called before a message that ended long ago is changed or erased. Does nothing
  /// where it is not archived; waits until it is synced.
  default void recall(MessageId id) throws InterruptedException {}

  /// The messages that hold a leg under these far ids of a carrier, by far id. Where a far end used
  /// an id twice, the newest leg wins.
  Map<String, Message> byFarIds(String carrier, Collection<String> farIds);

  /// Messages of a lane that are due at `now`, not claimed, highest priority first, then oldest
  /// due.
  List<Message> due(String lane, Instant now, int limit);

  /// The lanes in which anything is due at `now`.
  List<String> lanesDue(Instant now);

  /// Messages that wait for a carrier's answer (claimed) by a run other than `run`.
  List<Message> claimedByOthers(long run, int limit);

  /// Messages from persons that wait for our own answer, those that wait longest first.
  List<Message> unanswered(int limit);

  /// The accounts, of those that `which` names, whose messages wait until they may send again, in
  /// no order.
  List<AccountId> suspended(Predicate<AccountId> which, int limit);

  /// The messages of an account that wait until it may send again, oldest first.
  List<Message> suspended(AccountId account, int limit);

  /// Messages whose outcome is unknown: they wait for a receipt or, until this moment at the
  /// latest, for the policy's moment. Those that have come nearest stand first.
  List<Message> doubted(Instant until, int limit);

  /// Messages that wait for their turn, a next try or the settling of a doubt until a moment after
  /// `now`, those that wait longest first. It reads all that wait: to be asked seldom.
  List<Message> ahead(Instant now, int limit);

  /// Messages made in this stretch of time, its end excluded, that wait for a receipt, oldest
  /// first. It reads all messages of that time: to be asked for short ones.
  List<Message> unreported(Instant from, Instant until, int limit);

  /// How many messages wait for their turn or moment in each lane; what waits until its account may
  /// send again is not counted.
  Map<String, Long> waiting();
}
