package io.carillon.store;

import io.carillon.model.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What happened in accounts by the commits of one group, in their order: the writer is the only
/// one that gives numbers, so who reads a number has seen all smaller ones.
final class EventRows {
  private final Session writer;
  private final Keys keys;
  private final HappeningRows happenings;
  private final List<Event> happened = new ArrayList<>();

  EventRows(Session writer, Keys keys, HappeningRows happenings) {
    this.writer = writer;
    this.keys = keys;
    this.happenings = happenings;
  }

  void put(Event event) {
    happened.add(event);
  }

  /// Owes endpoints what happened: their notices are yet to be flushed.
  void owe() throws SQLException {
    for (var event : happened) {
      happenings.owe(event);
    }
  }

  void flush() throws SQLException {
    if (happened.isEmpty()) {
      return;
    }
    for (var event : happened) {
      insert(writer, keys, event).add();
    }
    writer.prepared("event_insert").run();
    happenings.flush();
    clear();
  }

  private static Prepared insert(Session writer, Keys keys, Event event) throws SQLException {
    return row(writer.prepared("event_insert"), event, keys, writer);
  }

  /// Sets the columns that say what happened.
  static Prepared row(Prepared to, Event event, Keys keys, Session writer) throws SQLException {
    return to.number(keys.account(writer, event.account()))
        .time(event.at())
        .number(event.kind().code())
        .id(event.subject())
        .octetsOrNone(
            event.facts().isEmpty() ? null : Octets.empty().putTexts(event.facts()).bytes());
  }

  void clear() {
    happened.clear();
  }
}
