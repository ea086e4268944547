package io.carillon.model;

import io.carillon.model.Notice.Change;
import io.carillon.model.Notice.Telling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something that happened and is no message's, as endpoints are owed it.
///
/// Notices name it where those of messages name their message. So its id is one that no message
/// has: a message's begins with the time, and its first bit is 0 until the year 6429; a happening's
/// is 1. It stands behind all messages, and no range of messages holds it.
///
/// @param id by which notices name it
public record Happening(MessageId id, Event event) implements Subject {
  private static final long MARK = Long.MIN_VALUE;

  /// Where the ids of happenings begin: those of messages are all smaller.
  public static final Id FIRST = new Id(MARK, 0);

  public Happening {
    if (!isNamed(id)) {
      throw new IllegalArgumentException("not the id of a happening: " + id);
    }
  }

  /// One that was never told of.
  ///
  /// @param chance tells it from others of its millisecond
  public static Happening of(Event event, long chance) {
    return new Happening(new MessageId(marked(Id.v7(event.at().toEpochMilli(), 0, chance))), event);
  }

  /// The first of all ids of what happens at a moment and later.
  public static Id first(Instant moment) {
    return marked(Id.first(moment.toEpochMilli()));
  }

  private static Id marked(Id id) {
    return new Id(id.high() | MARK, id.low());
  }

  /// Where an id stands among messages and happenings by the time: those of messages are their own
  /// places.
  public static Id place(MessageId id) {
    return new Id(id.value().high() & ~MARK, id.value().low());
  }

  /// The id of a happening that would stand at a place.
  public static MessageId at(Id place) {
    return new MessageId(marked(place));
  }

  /// Whether an id names a happening and no message.
  public static boolean isNamed(MessageId id) {
    return (id.value().high() & MARK) != 0;
  }

  @Override
  public AccountId account() {
    return event.account();
  }

  /// One notice for each of the account's endpoints that wants to hear of it, due at once; none
  /// where it is about a message, whose own notices tell it. What happens to an endpoint the others
  /// are told.
  public List<Notice> owed(List<Endpoint> endpoints) {
    var notices = new ArrayList<Notice>();
    if (event.kind().topic() == Event.Topic.MESSAGE) {
      return notices;
    }
    for (var endpoint : endpoints) {
      if (!endpoint.id().equals(event.subject()) && endpoint.hears(event.kind().word())) {
        notices.add(notice(endpoint, notices.size() + 1));
      }
    }
    return notices;
  }

  /// It never changes: its status says only that it is there.
  private Notice notice(Endpoint to, int sequence) {
    var change = new Change(Status.ACCEPTED, event.at(), Optional.empty());
    return new Notice(
        id, sequence, Endpoint.DIALECT, to.lane(), to.name(), change, Telling.owedAt(event.at()));
  }
}
