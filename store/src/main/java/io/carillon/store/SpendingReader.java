package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Spending;
import io.carillon.model.port.Spendings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads what was used up.
final class SpendingReader implements Spendings {
  private static final Id FIRST = new Id(0, 0);

  private final Readers readers;
  private final Keys keys;

  SpendingReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Spending> standing(Instant now, Optional<Spending> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return readers.read(
        "what was used up",
        session -> {
          var account = behind.map(Spending::account);
          return session
              .prepared("spent_standing")
              .time(now)
              .id(behind.map(Spending::owner).orElse(FIRST))
              .text(behind.map(Spending::name).orElse(""))
              .time(behind.map(Spending::from).orElse(Instant.EPOCH))
              .number(account.isEmpty() ? 0 : keys.findAccount(session, account.get()))
              .number(limit)
              .list(row -> spending(session, row));
        });
  }

  private Spending spending(Session session, Row row) throws SQLException {
    var owner = row.id();
    var name = row.text();
    var from = row.time();
    AccountId account = keys.accountOf(session, row.number());
    return new Spending(account, owner, name, from, row.time(), row.number());
  }
}
