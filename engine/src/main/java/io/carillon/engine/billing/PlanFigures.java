package io.carillon.engine.billing;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Directory;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Usages;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Shows how much of their plans accounts have used this month: of the limit of which most is used.
public final class PlanFigures {
  /// How many accounts have a figure: of those with a plan, those that were opened first.
  static final int FIGURES_MAX = 100;

  /// Not the one that other figures of accounts bear: what is forgotten here is no other's.
  private static final String LABEL = "holder";

  private static final Comparator<Account> OLDEST =
      Comparator.comparing(Account::created).thenComparing(account -> account.id().value());

  private final Accounts accounts;
  private final Usages usages;
  private final Clock clock;
  private final Meters meters;
  private final Plans plans = new Plans();
  private final Map<AccountId, Long> percent = new ConcurrentHashMap<>();
  private final Set<AccountId> shown = new HashSet<>();

  public PlanFigures(Accounts accounts, Usages usages, Clock clock, Meters meters) {
    this.accounts = accounts;
    this.usages = usages;
    this.clock = clock;
    this.meters = meters;
  }

  /// Reads what was used; blocks meanwhile. To be called each minute, by one thread.
  public void round() {
    var directory = accounts.directory();
    var month = Span.month(clock.now());
    var first =
        directory.accounts().stream()
            .filter(account -> hasLimits(directory, account.id()))
            .sorted(OLDEST)
            .limit(FIGURES_MAX)
            .map(Account::id)
            .toList();
    shown.removeIf(account -> {
      boolean gone = !first.contains(account);
      if (gone) {
        meters.forget(LABEL, name(account));
        percent.remove(account);
      }
      return gone;
    });
    for (var account : first) {
      percent.put(account, percent(directory, account, month));
      if (shown.add(account)) {
        meters.gauge(
            "plan.used_percent", () -> percent.getOrDefault(account, 0L), LABEL, name(account));
      }
    }
  }

  private boolean hasLimits(Directory directory, AccountId account) {
    return plans.of(directory, account).filter(plan -> !plan.limits().isEmpty()).isPresent();
  }

  private long percent(Directory directory, AccountId account, Span month) {
    return plans.of(directory, account).stream()
        .flatMap(plan -> PlanUse.of(usages, plan, account, month).stream())
        .mapToLong(PlanUse::percent)
        .max()
        .orElse(0);
  }

  private static String name(AccountId account) {
    return "AC" + account.value().hex();
  }
}
