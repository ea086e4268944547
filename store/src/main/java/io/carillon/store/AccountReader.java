package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Funds;
import io.carillon.model.Money;
import io.carillon.model.port.Accounts;
import java.sql.SQLException;
import java.util.Optional;

/// Reads accounts: the mirror, and the balance, which is never mirrored.
final class AccountReader implements Accounts {
  private final Readers readers;
  private final Keys keys;
  private final Mirror mirror;

  AccountReader(Readers readers, Keys keys, Mirror mirror) {
    this.readers = readers;
    this.keys = keys;
    this.mirror = mirror;
  }

  @Override
  public Directory directory() {
    return mirror.directory();
  }

  @Override
  public Optional<Funds> funds(AccountId account) {
    return readers.read(
        "a balance",
        session ->
            session
                .prepared("balance_find")
                .number(keys.findAccount(session, account))
                .one(AccountReader::funds));
  }

  private static Funds funds(Row row) throws SQLException {
    var balance = new Money(row.large(), row.text());
    return new Funds(balance, new Money(row.large(), balance.currency()));
  }
}
