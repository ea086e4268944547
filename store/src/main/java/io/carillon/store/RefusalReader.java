package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import io.carillon.model.port.Refusals;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads what policy refused. A list is walked in steps of so many rows, each a read of its own.
final class RefusalReader implements Refusals {
  private static final int LEAP = 20_000;

  private final Readers readers;
  private final Keys keys;

  RefusalReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Refused> of(AccountId account, String requestId) {
    return readers.read(
        "what was refused",
        session ->
            session
                .prepared("refusal_of_request")
                .number(keys.findAccount(session, account))
                .text(requestId)
                .number(ROWS_MAX)
                .list(row -> refused(session, account, row)));
  }

  @Override
  public Optional<Page> page(Filter filter, boolean oldest, Optional<Place> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    if (behind.isEmpty()) {
      return Optional.of(page(filter, oldest, new Ids(Long.MIN_VALUE, Long.MAX_VALUE), limit));
    }
    return find(filter.account(), behind.get())
        .map(id -> oldest ? new Ids(id + 1, Long.MAX_VALUE) : new Ids(Long.MIN_VALUE, id))
        .map(rest -> page(filter, oldest, rest, limit));
  }

  private Optional<Long> find(AccountId account, Place place) {
    return readers.read(
        "where what was refused stands",
        session ->
            session
                .prepared("refusal_place")
                .number(keys.findAccount(session, account))
                .text(place.requestId())
                .number(place.index())
                .one(Row::large));
  }

  private Page page(Filter filter, boolean oldest, Ids all, int limit) {
    var found =
        all.page(
            oldest,
            limit,
            ids -> edge(filter.account(), oldest, ids),
            (ids, most) -> rows(filter, oldest, ids, most));
    return new Page(found.rows(), found.more());
  }

  /// Where the first step ends; empty where it is the last.
  private Optional<Long> edge(AccountId account, boolean oldest, Ids ids) {
    return readers.read(
        "where a step of what was refused ends",
        session ->
            session
                .prepared(oldest ? "refusal_edge_up" : "refusal_edge_down")
                .number(keys.findAccount(session, account))
                .number(ids.floor())
                .number(ids.ceiling())
                .number(LEAP)
                .one(Row::large));
  }

  private List<Refused> rows(Filter filter, boolean oldest, Ids ids, int most) {
    return readers.read(
        "what was refused of an account",
        session ->
            session
                .prepared(oldest ? "refusal_up" : "refusal_down")
                .number(keys.findAccount(session, filter.account()))
                .number(ids.floor())
                .number(ids.ceiling())
                .number(filter.fault().isEmpty() ? 1 : 0)
                .number(filter.fault().map(Fault::code).orElse(0))
                .number(filter.at().from().map(Micros::of).orElse(Long.MIN_VALUE))
                .number(filter.at().until().map(Micros::of).orElse(Long.MAX_VALUE))
                .number(most)
                .list(row -> refused(session, filter.account(), row)));
  }

  private Refused refused(Session session, AccountId account, Row row) throws SQLException {
    return new Refused(
        account,
        row.text(),
        row.number(),
        keys.nameOf(session, row.number()),
        Codes.CHANNEL.of(row.number()),
        row.text(),
        row.text(),
        new Refusal(Codes.FAULT.of(row.number()), row.text(), row.text(), Optional.empty()),
        row.text(),
        row.time());
  }
}
