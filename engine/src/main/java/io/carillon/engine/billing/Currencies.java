package io.carillon.engine.billing;

import io.carillon.model.AccountId;
import io.carillon.model.Funds;
import io.carillon.model.Money;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.StoreException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// In which currency accounts pay: that of their balance, which never changes once there is one.
///
/// So each is read once and then remembered. At most 100,000 are; at the bound all are forgotten
/// and read again.
public final class Currencies {
  private static final int REMEMBERED_MAX = 100_000;

  private final Accounts accounts;
  private final ConcurrentHashMap<AccountId, String> known = new ConcurrentHashMap<>();

  public Currencies(Accounts accounts) {
    this.accounts = accounts;
  }

  /// The currency of an account's balance; empty where nothing was ever moved on it. May read the
  /// store.
  ///
  /// @throws StoreException where it cannot be read
  Optional<String> of(AccountId payer) {
    var settled = known.get(payer);
    return settled == null ? read(payer) : Optional.of(settled);
  }

  private Optional<String> read(AccountId payer) {
    var currency = accounts.funds(payer).map(Funds::balance).map(Money::currency);
    currency.ifPresent(word -> {
      if (known.size() >= REMEMBERED_MAX) {
        known.clear();
      }
      known.put(payer, word);
    });
    return currency;
  }
}
