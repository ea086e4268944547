package io.carillon.store;

import io.carillon.model.Half;
import io.carillon.model.Report;
import io.carillon.model.port.Halves;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Reads halves.
final class HalfReader implements Halves {
  private static final int ROWS_MAX = 5_000;

  private final Readers readers;
  private final Keys keys;

  HalfReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Half> newest(int limit) {
    return readers.read(
        "the newest halves", session -> halves(session, session.prepared("half_newest"), limit));
  }

  @Override
  public List<Half> matchable(int limit) {
    return readers.read(
        "halves that have a leg",
        session -> halves(session, session.prepared("half_matchable"), limit));
  }

  @Override
  public List<Half> olderThan(Instant moment, int limit) {
    return readers.read(
        "old halves",
        session -> halves(session, session.prepared("half_older").time(moment), limit));
  }

  @Override
  public long count() {
    return readers.read(
        "how many halves wait",
        session -> session.prepared("half_count").one(Row::large).orElse(0L));
  }

  private List<Half> halves(Session session, Prepared query, int limit) throws SQLException {
    return query.number(Math.min(limit, ROWS_MAX)).list(row -> half(session, row));
  }

  private Half half(Session session, Row row) throws SQLException {
    var carrier = keys.nameOf(session, row.number());
    var receipt =
        new Report.Receipt(
            row.text(),
            row.number(),
            MessageRow.address(row),
            MessageRow.address(row),
            Codes.VERDICT.of(row.number()),
            row.text(),
            row.text());
    return new Half(carrier, receipt, row.time());
  }
}
