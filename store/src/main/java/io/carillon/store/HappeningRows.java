package io.carillon.store;

import io.carillon.model.Commit.Write;
import io.carillon.model.Event;
import io.carillon.model.Happening;
import java.sql.SQLException;
import java.util.UUID;

/// Owes the endpoints of an account what happened in it and is no message's, in the commit of what
/// happened. Changes of messages pay nothing for it, who has no endpoint a look into a map.
final class HappeningRows {
  private final Session writer;
  private final Keys keys;
  private final Mirror mirror;
  private final NoticeRows notices;

  /// @param mirror which endpoints there are
  HappeningRows(Session writer, Keys keys, Mirror mirror, NoticeRows notices) {
    this.writer = writer;
    this.keys = keys;
    this.mirror = mirror;
    this.notices = notices;
  }

  /// Its notices are written when those are flushed.
  void owe(Event event) throws SQLException {
    if (event.kind().topic() == Event.Topic.MESSAGE) {
      return;
    }
    var endpoints = mirror.directory().endpoints(event.account());
    if (endpoints.isEmpty()) {
      return;
    }
    var happening = Happening.of(event, UUID.randomUUID().getLeastSignificantBits());
    var owed = happening.owed(endpoints);
    if (!owed.isEmpty()) {
      owed.forEach(notice -> notices.owe(new Write.Owed(notice)));
      EventRows.row(
              writer.prepared("happening_insert").id(happening.id().value()), event, keys, writer)
          .add();
    }
  }

  void flush() throws SQLException {
    writer.prepared("happening_insert").run();
  }
}
