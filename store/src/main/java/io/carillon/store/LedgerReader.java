package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.port.Ledger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/// Reads the ledger, and has what is old folded between the writer's groups. A book is walked in
/// steps of so many rows, each a read of its own.
final class LedgerReader implements Ledger {
  private static final int LEAP = 20_000;

  private final Readers readers;
  private final Writer writer;
  private final Keys keys;

  LedgerReader(Readers readers, Writer writer, Keys keys) {
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
  }

  @Override
  public List<Posting> postings(Id id) {
    return readers.read(
        "what was posted together",
        session ->
            session.prepared("ledger_posting").id(id).list(row -> posting(session, id, row)));
  }

  private Posting posting(Session session, Id id, Row row) throws SQLException {
    return new Posting(
        id,
        keys.accountOf(session, row.number()),
        Codes.REASON.of(row.number()),
        new Money(row.large(), row.text()),
        row.text(),
        row.time());
  }

  @Override
  public Folded fold(long behind, Instant before) throws InterruptedException {
    var folded = new AtomicReference<>(new Folded(behind, 0, false));
    writer.between(session -> {
      folded.set(new LedgerFolding(session).step(behind, before));
      return folded.get().lines();
    });
    return folded.get();
  }

  @Override
  public Page page(Filter filter, boolean oldest, OptionalLong behind, int limit) {
    if (limit < 1 || limit > LINES_MAX) {
      throw new IllegalArgumentException("1 to " + LINES_MAX + " a page, not " + limit);
    }
    var found =
        begin(oldest, behind)
            .page(
                oldest,
                limit,
                ids -> edge(filter.account(), oldest, ids),
                (ids, most) -> lines(filter, oldest, ids, most));
    return new Page(found.rows(), found.more());
  }

  private static Ids begin(boolean oldest, OptionalLong behind) {
    if (behind.isEmpty()) {
      return new Ids(0, Long.MAX_VALUE);
    }
    return oldest
        ? new Ids(behind.getAsLong() + 1, Long.MAX_VALUE)
        : new Ids(0, behind.getAsLong());
  }

  /// Where the first step ends; empty where it is the last.
  private Optional<Long> edge(AccountId account, boolean oldest, Ids ids) {
    return readers.read(
        "where a step of a book ends",
        session ->
            session
                .prepared(oldest ? "ledger_edge_up" : "ledger_edge_down")
                .number(keys.findAccount(session, account))
                .number(ids.floor())
                .number(ids.ceiling())
                .number(LEAP)
                .one(Row::large));
  }

  private List<Line> lines(Filter filter, boolean oldest, Ids ids, int most) {
    return readers.read(
        "an account's book",
        session ->
            session
                .prepared(oldest ? "ledger_up" : "ledger_down")
                .number(keys.findAccount(session, filter.account()))
                .number(ids.floor())
                .number(ids.ceiling())
                .number(filter.reason().isEmpty() ? 1 : 0)
                .number(filter.reason().map(Reason::code).orElse(0))
                .number(filter.at().from().map(Micros::of).orElse(Long.MIN_VALUE))
                .number(filter.at().until().map(Micros::of).orElse(Long.MAX_VALUE))
                .number(most)
                .list(LedgerReader::line));
  }

  private static Line line(Row row) throws SQLException {
    return new Line(
        row.large(),
        row.time(),
        Codes.REASON.of(row.number()),
        new Money(row.large(), row.text()),
        row.number(),
        Optional.ofNullable(row.octets()).map(Id::fromBytes),
        row.text());
  }
}
