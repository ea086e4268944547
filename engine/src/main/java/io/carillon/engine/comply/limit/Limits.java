package io.carillon.engine.comply.limit;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells how much an account may: what it has set itself, and no more than any account above it
/// may. It is asked for each request and each message, and looks into memory only.
public final class Limits {
  private final Policy<AccountLimits> policy;

  /// @param policy what accounts have set
  public Limits(Policy<AccountLimits> policy) {
    this.policy = policy;
  }

  /// Which accounts bound what this one and others send on one day together: itself and those above
  /// it, each with the number of messages; none that could only be reached after one above it.
  public Map<AccountId, Integer> together(Directory directory, AccountId account) {
    var line = new ArrayDeque<AccountId>();
    var next = Optional.of(account);
    while (next.isPresent() && line.size() <= Directory.LEVELS_MAX) {
      line.push(next.get());
      next = directory.account(next.get()).flatMap(Account::parent);
    }
    var bounds = new HashMap<AccountId, Integer>(0);
    int least = Integer.MAX_VALUE;
    for (var one : line) {
      int most = policy.of(directory, one).together();
      if (most > 0 && most < least) {
        bounds.put(one, most);
        least = most;
      }
    }
    return bounds;
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
