package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Funds;
import io.carillon.model.port.Accounts;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the accounts of a [MemoryStore].
///
/// @param mirror the small tables, which every store has in memory: they can always be read
record MemoryAccounts(MemoryStore.Read read, Supplier<Directory> mirror) implements Accounts {
  @Override
  public Directory directory() {
    return mirror.get();
  }

  @Override
  public Optional<Funds> funds(AccountId account) {
    return read.of(rows ->
        Optional.ofNullable(rows.balances.get(account))
            .map(balance -> new Funds(balance, rows.credit(account, balance.currency()))));
  }
}
