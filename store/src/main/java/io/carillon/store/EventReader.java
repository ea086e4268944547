package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.port.Events;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Reads what happened in accounts.
final class EventReader implements Events {
  private final Readers readers;
  private final Keys keys;

  EventReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Kept> after(AccountId account, long number, int limit) {
    return readers.read(
        "what happened in an account",
        session ->
            session
                .prepared("event_after")
                .number(keys.findAccount(session, account))
                .number(number)
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> kept(account, row)));
  }

  @Override
  public Span span() {
    return readers.read(
        "which events are kept",
        session ->
            new Span(
                session.prepared("event_oldest").one(Row::large).orElse(0L),
                session.prepared("event_newest").one(Row::large).orElse(0L)));
  }

  private static Kept kept(AccountId account, Row row) throws SQLException {
    return new Kept(row.large(), event(account, row));
  }

  /// The columns that say what happened.
  static Event event(AccountId account, Row row) throws SQLException {
    var at = row.time();
    var kind = Codes.EVENT.of(row.number());
    var subject = row.id();
    var octets = row.octets();
    Map<String, String> facts = octets == null ? Map.of() : Octets.reading(octets).takeTexts();
    return new Event(account, at, kind, subject, facts);
  }
}
