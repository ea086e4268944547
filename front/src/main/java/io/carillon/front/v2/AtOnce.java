package io.carillon.front.v2;

import io.carillon.model.AccountId;
import java.util.HashMap;
import java.util.Map;

/// How many long answers are under way, so that they take neither the store nor memory from
/// everybody else: at most 8 at once, and 2 of an account. One lock.
final class AtOnce {
  private static final int MAX = 8;
  private static final int PER_ACCOUNT_MAX = 2;

  private final Map<AccountId, Integer> underWay = new HashMap<>();

  /// Whether one more may begin; it then ends by [#end].
  synchronized boolean begin(AccountId account) {
    int own = underWay.getOrDefault(account, 0);
    int all = underWay.values().stream().mapToInt(Integer::intValue).sum();
    if (own >= PER_ACCOUNT_MAX || all >= MAX) {
      return false;
    }
    underWay.put(account, own + 1);
    return true;
  }

  synchronized void end(AccountId account) {
    underWay.computeIfPresent(account, (_, own) -> own == 1 ? null : own - 1);
  }
}
