package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads owed and told notices as of the last synced group. Every list has a bound of 5,000.
public interface Notices {
  /// Open notices of a lane that are due at `now`, oldest due first.
  List<Notice> due(String lane, Instant now, int limit);

  /// The lanes in which anything is due at `now`, a page of them: at most 5,000 lanes are looked
  /// at, however many endpoints are owed anything.
  ///
  /// @param after where the page before ended ([DueLanes#next]); 0 for the first
  DueLanes lanesDue(Instant now, int after);

  /// Some of the lanes in which anything is due.
  ///
  /// @param lanes their names, in no order
  /// @param next where the next page begins; 0 where this was the last
  record DueLanes(List<String> lanes, int next) {
    public DueLanes {
      lanes = List.copyOf(lanes);
    }
  }

  /// Open notices whose moment lies after `tried`, or after `untried` where they were never tried:
  /// the wall clock was set back since. In no order; it reads all that are to be tried after
  /// `untried`.
  List<Notice> ahead(Instant untried, Instant tried, int limit);

  /// All notices of a message that are kept, by sequence.
  List<Notice> of(MessageId message);

  /// The open notices of messages: of each message by sequence.
  List<Notice> openOf(Collection<MessageId> messages);

  /// Notices of an account's messages of which a try has failed, whether or not they were told
  /// since: the newest message first, then the last notice. What is of no message is not there.
  List<Notice> failed(AccountId account, int limit);

  /// What notices speak of that are of no message, by the ids that [Happening#isNamed]; those that
  /// are kept.
  Map<MessageId, Happening> happenings(Collection<MessageId> ids);

  /// What an account's notices speak of that is of no message, the newest first or the oldest.
  ///
  /// @param behind those behind this place ([Happening#place]); empty = from the first
  /// @param up whether the oldest come first
  List<Happening> happenings(AccountId account, Optional<Id> behind, boolean up, int limit);

  /// How many are open.
  long open();

  /// What a lane holds, waiting or due.
  Owed owed(String lane);

  /// What a lane holds.
  ///
  /// @param open how many are open; at most 10,000 are counted
  /// @param next when the next try is due; empty = none is
  /// @param oldest when the oldest of those counted happened; empty = none is open
  record Owed(int open, Optional<Instant> next, Optional<Instant> oldest) {
    /// How many are counted at most.
    public static final int OPEN_MAX = 10_000;
  }

  /// How many of a lane are due at `now`; at most `most` are counted.
  int countDue(String lane, Instant now, int most);

  /// What a lane was told and is owed, a stretch of it, by message and then by sequence: whole
  /// messages, of which [Stretch#ROWS] notices were looked at at most, and what is left of the
  /// last.
  ///
  /// @param failed whether only what was given up, or is owed still and has failed; else all
  /// @param behind the messages with a larger id
  /// @param until and a smaller one than this
  Stretch stretch(String lane, boolean failed, Id behind, Id until);

  /// As [#stretch] does, of all lanes of an account that go to URLs.
  Stretch urls(AccountId account, boolean failed, Id behind, Id until);

  /// A stretch of a lane.
  ///
  /// @param last behind which message the next stretch begins
  /// @param over whether there is none
  record Stretch(List<Notice> notices, Id last, boolean over) {
    /// How many notices are looked at for one.
    public static final int ROWS = 500;

    public Stretch {
      notices = List.copyOf(notices);
    }
  }
}
