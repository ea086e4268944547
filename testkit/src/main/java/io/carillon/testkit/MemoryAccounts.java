package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Money;
import io.carillon.model.port.Accounts;
import java.util.Optional;

/// Reads the accounts of a [MemoryStore].
record MemoryAccounts(MemoryStore.Read read) implements Accounts {
  @Override
  public Directory directory() {
    return read.of(rows -> rows.directory);
  }

  @Override
  public Optional<Money> balance(AccountId account) {
    return read.of(rows -> Optional.ofNullable(rows.balances.get(account)));
  }
}
