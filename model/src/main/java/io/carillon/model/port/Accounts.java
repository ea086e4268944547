package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Funds;
import io.carillon.model.Money;
import java.util.Optional;

/// Who may do what, and what they have.
public interface Accounts {
  /// The small tables as of the last synced group. Cheap: a reference is read.
  Directory directory();

  /// The balance of an account in its one currency; empty where none was ever moved.
  default Optional<Money> balance(AccountId account) {
    return funds(account).map(Funds::balance);
  }

  /// What an account has; empty where nothing was ever moved on it.
  Optional<Funds> funds(AccountId account);
}
