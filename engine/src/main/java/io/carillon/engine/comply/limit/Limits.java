package io.carillon.engine.comply.limit;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;

/// Tells how much an account may: what it has set itself, and no more than any account above it
/// may. It is asked for each request and each message, and looks into memory only.
public final class Limits {
  private final Policy<AccountLimits> policy;

  /// @param policy what accounts have set
  public Limits(Policy<AccountLimits> policy) {
    this.policy = policy;
  }

  /// What holds for an account.
  public AccountLimits of(Directory directory, AccountId account) {
    var limits = policy.of(directory, account);
    var above = directory.account(account).flatMap(Account::parent);
    for (int level = 0; level < Directory.LEVELS_MAX && above.isPresent(); level++) {
      limits = limits.within(policy.of(directory, above.get()));
      above = directory.account(above.get()).flatMap(Account::parent);
    }
    return limits;
  }
}
