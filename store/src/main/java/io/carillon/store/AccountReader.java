package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Money;
import io.carillon.model.port.Accounts;
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
  public Optional<Money> balance(AccountId account) {
    return readers.read(
        "a balance",
        session ->
            session
                .prepared("balance_find")
                .number(keys.findAccount(session, account))
                .one(row -> new Money(row.large(), row.text())));
  }
}
