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
  private final List<Event> happened = new ArrayList<>();

  EventRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void put(Event event) {
    happened.add(event);
  }

  void flush() throws SQLException {
    if (happened.isEmpty()) {
      return;
    }
    for (var event : happened) {
      insert(writer, keys, event).add();
    }
    writer.prepared("event_insert").run();
    clear();
  }

  /// The row of an event, to be added or written.
  static Prepared insert(Session writer, Keys keys, Event event) throws SQLException {
    return writer
        .prepared("event_insert")
        .number(keys.account(writer, event.account()))
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
