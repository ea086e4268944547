package io.carillon.engine.billing;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Account;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Event.Kind;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the balances of accounts that want to know when they are low.
///
/// Looks at balances from time to time instead of at each movement, so that messages pay nothing
/// for it; a balance that is low for less than a round is not noticed. What is low stands as an
/// event in the store until the balance is back: so it is told once, whatever dies in between.
public final class LowBalance {
  /// How many accounts a round looks at; the next goes on behind them.
  static final int LOOKS_MAX = 500;

  /// How many accounts have a figure of their own: those that were opened first.
  static final int FIGURES_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(LowBalance.class);
  private static final Duration LISTED_EACH = Duration.ofSeconds(10);
  private static final String LABEL = "account";
  private static final Comparator<Account> OLDEST =
      Comparator.comparing(Account::created).thenComparing(account -> account.id().value());

  private final AccountEvents events;
  private final Accounts accounts;
  private final Policy<BalancePolicy> policy;
  private final Clock clock;
  private final Ids ids;
  private final Meters meters;
  private final Meters.Count found;
  private final Set<AccountId> shown = new HashSet<>();
  private final Map<AccountId, Boolean> standing = new LinkedHashMap<>();
  private List<AccountId> watched = List.of();
  private long listedAt;
  private boolean listed;
  private int next;
  private volatile long low;

  /// What is read, and where what stands is kept.
  public record Ground(AccountEvents events, Accounts accounts, Policy<BalancePolicy> policy) {}

  public LowBalance(Ground ground, Clock clock, Ids ids, Meters meters) {
    events = ground.events();
    accounts = ground.accounts();
    policy = ground.policy();
    this.clock = clock;
    this.ids = ids;
    this.meters = meters;
    found = meters.count("balance.low");
    meters.gauge("balance.low_now", () -> low);
  }

  /// What follows from a look.
  enum Finding {
    NOTHING,
    LOW,
    OVER
  }

  /// Decides: told once, when it falls below, and over when it is back.
  static Finding finding(Money balance, long below, boolean stands) {
    boolean low = balance.micros() < below;
    if (low == stands) {
      return Finding.NOTHING;
    }
    return low ? Finding.LOW : Finding.OVER;
  }

  /// Looks at some; blocks until what was found is kept. To be called each second, by one thread.
  public void round() throws InterruptedException {
    list();
    for (int looks = Math.min(LOOKS_MAX, watched.size()); looks > 0; looks--) {
      next = next < watched.size() ? next : 0;
      look(watched.get(next++));
    }
    low = standing.values().stream().filter(stands -> stands).count();
  }

  /// Finds out anew, each ten seconds, who wants to know.
  private void list() {
    long now = clock.ticks();
    if (listed && now - listedAt < LISTED_EACH.toNanos()) {
      return;
    }
    listed = true;
    listedAt = now;
    var directory = accounts.directory();
    watched =
        directory.accounts().stream()
            .filter(account -> directory.payer(account.id()).equals(account.id()))
            .filter(account -> below(account.id()).isPresent())
            .sorted(OLDEST)
            .map(Account::id)
            .toList();
    standing.keySet().retainAll(new HashSet<>(watched));
    show();
  }

  private OptionalLong below(AccountId account) {
    return policy.of(accounts.directory(), account).below();
  }

  private void show() {
    var first = watched.stream().limit(FIGURES_MAX).toList();
    shown.removeIf(account -> {
      boolean gone = !first.contains(account);
      if (gone) {
        meters.forget(LABEL, name(account));
      }
      return gone;
    });
    for (var account : first) {
      if (shown.add(account)) {
        meters.gauge("balance.left", () -> left(account), LABEL, name(account));
      }
    }
  }

  private long left(AccountId account) {
    return accounts.balance(account).map(Money::micros).orElse(0L);
  }

  private static String name(AccountId account) {
    return "AC" + account.value().hex();
  }

  private void look(AccountId account) throws InterruptedException {
    var below = below(account);
    var balance = accounts.balance(account);
    if (below.isEmpty() || balance.isEmpty()) {
      return;
    }
    boolean stands =
        standing.computeIfAbsent(account, id -> events.standing(id, Kind.BALANCE_LOW).isPresent());
    switch (finding(balance.get(), below.getAsLong(), stands)) {
      case NOTHING -> {}
      case LOW -> low(account, balance.get(), below.getAsLong());
      case OVER -> {
        events.end(account, Kind.BALANCE_LOW, clock.now());
        standing.put(account, false);
        LOG.info("account {}: its balance is no longer low", name(account));
      }
    }
  }

  private void low(AccountId account, Money balance, long below) throws InterruptedException {
    var now = clock.now();
    var what = new What.BalanceLow(balance, new Money(below, balance.currency()));
    boolean isHeard = policy.of(accounts.directory(), account).webhook().isPresent();
    var telling = isHeard ? Notice.Telling.owedAt(now) : nobody(now);
    boolean fresh = events.raise(AccountEvent.of(ids.next(), account, now, what, telling));
    standing.put(account, true);
    if (fresh) {
      found.add(1);
      LOG.warn(
          "account {}: its balance is low: {} {} of the {} that it set",
          name(account),
          balance.decimal().toPlainString(),
          balance.currency(),
          what.below().decimal().toPlainString());
    }
  }

  private static Notice.Telling nobody(Instant now) {
    return new Notice.Telling(Notice.Progress.TOLD, 0, Optional.empty(), Optional.of(now), 0);
  }
}
