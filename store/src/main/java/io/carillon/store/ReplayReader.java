package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Replay;
import io.carillon.model.port.ReplayJobs;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads jobs that have something told again.
final class ReplayReader implements ReplayJobs {
  private static final Id LEAST = new Id(0, 0);

  private final Readers readers;
  private final Keys keys;

  ReplayReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public Optional<Replay> find(Id id) {
    return readers.read(
        "a job that has something told again",
        session -> session.prepared("replay_find").id(id).one(row -> replay(session, row)));
  }

  @Override
  public List<Replay> page(AccountId account, String lane, Optional<Id> below, int limit) {
    return readers.read(
        "jobs that have something told again",
        session ->
            session
                .prepared("replay_page")
                .number(keys.findName(session, lane))
                .number(keys.findAccount(session, account))
                .number(below.isPresent() ? 0 : 1)
                .id(below.orElse(LEAST))
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> replay(session, row)));
  }

  @Override
  public List<Replay> open(int limit) {
    return readers.read(
        "jobs that have something told again and go on",
        session ->
            session
                .prepared("replay_open")
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> replay(session, row)));
  }

  private Replay replay(Session session, Row row) throws SQLException {
    var id = row.id();
    var account = keys.accountOf(session, row.number());
    var lane = keys.nameOf(session, row.number());
    var wanted =
        new Replay.Wanted(
            row.number() == 1,
            row.time(),
            row.time(),
            Replay.Wanted.kinds(row.large()),
            row.text());
    var ordered = row.time();
    var standing =
        new Replay.Standing(
            Codes.REPLAY.of(row.number()),
            row.id(),
            new Replay.Counts(row.large(), row.large(), row.large()),
            row.timeOrNone(),
            row.timeOrNone(),
            row.text());
    return new Replay(id, account, lane, wanted, ordered, standing);
  }
}
