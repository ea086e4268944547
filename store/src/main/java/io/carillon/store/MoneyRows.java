package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Money;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The balances and the ledger of one group: each balance is read once, given out in the order of
/// the commits and written once; the ledger gets one pair of entries for each account and reason.
final class MoneyRows {
  private static final int BOOK_OF_ACCOUNT = 1;
  private static final int BOOK_OF_HOUSE = 2;

  private final Session writer;
  private final Keys keys;
  private final Map<AccountId, Money> balances = new HashMap<>();
  private final Map<Cause, Sum> sums = new LinkedHashMap<>();

  MoneyRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  private record Cause(AccountId account, Reason reason) {}

  private static final class Sum {
    private Money amount;
    private int moves = 1;
    private Instant at;

    Sum(Money amount, Instant at) {
      this.amount = amount;
      this.at = at;
    }
  }

  /// Reads the balances that the group needs.
  void read(Set<AccountId> accounts) throws SQLException {
    if (accounts.isEmpty()) {
      return;
    }
    var byKey = new HashMap<Integer, AccountId>();
    for (var account : accounts) {
      byKey.put(keys.account(writer, account), account);
    }
    var wanted = List.copyOf(byKey.keySet());
    var query = writer.prepared("balance_read");
    for (int from = 0; from < wanted.size(); from += Sql.LIST) {
      for (int i = from; i < from + Sql.LIST; i++) {
        query.number(wanted.get(Math.min(i, wanted.size() - 1)));
      }
      query.list(row -> {
        var account = byKey.get(row.number());
        return balances.put(Objects.requireNonNull(account), new Money(row.large(), row.text()));
      });
    }
  }

  /// Whether the balance covers an amount now.
  boolean covers(AccountId account, Money amount) {
    var balance = balances.get(account);
    return balance == null
        ? amount.micros() <= 0
        : balance.currency().equals(amount.currency()) && balance.micros() >= amount.micros();
  }

  /// Whether all movements of a commit can be added up with the balances.
  boolean fit(List<Commit.Write> writes) {
    Map<AccountId, Money> moved = Map.of();
    for (var write : writes) {
      if (write instanceof Commit.Write.Moved(var account, _, var amount, _)) {
        var sum = sum(moved.getOrDefault(account, balances.get(account)), amount);
        if (sum.isEmpty()) {
          return false;
        }
        moved = moved.isEmpty() ? new HashMap<>() : moved;
        moved.put(account, sum.get());
      }
    }
    return true;
  }

  /// The sum of two amounts; empty where they are of two currencies or too large.
  static Optional<Money> sum(@Nullable Money some, Money more) {
    if (some == null) {
      return Optional.of(more);
    }
    long sum = some.micros() + more.micros();
    boolean overflows = ((some.micros() ^ sum) & (more.micros() ^ sum)) < 0;
    return overflows || !some.currency().equals(more.currency())
        ? Optional.empty()
        : Optional.of(new Money(sum, more.currency()));
  }

  void move(Commit.Write.Moved moved) {
    balances.merge(moved.account(), moved.amount(), Money::plus);
    var cause = new Cause(moved.account(), moved.reason());
    var sum = sums.get(cause);
    if (sum == null) {
      sums.put(cause, new Sum(moved.amount(), moved.at()));
    } else {
      sum.amount = sum.amount.plus(moved.amount());
      sum.moves++;
      sum.at = moved.at();
    }
  }

  void flush() throws SQLException {
    var written = new ArrayList<AccountId>();
    var put = writer.prepared("balance_put");
    var entry = writer.prepared("ledger_insert");
    for (var caused : sums.entrySet()) {
      var account = caused.getKey().account();
      int key = keys.account(writer, account);
      if (!written.contains(account)) {
        written.add(account);
        var balance = Objects.requireNonNull(balances.get(account));
        put.number(key).number(balance.micros()).text(balance.currency()).add();
      }
      enter(entry, key, BOOK_OF_ACCOUNT, caused.getKey().reason(), caused.getValue(), 1);
      enter(entry, key, BOOK_OF_HOUSE, caused.getKey().reason(), caused.getValue(), -1);
    }
    put.run();
    entry.run();
    clear();
  }

  void clear() {
    balances.clear();
    sums.clear();
  }

  private static void enter(Prepared entry, int account, int book, Reason reason, Sum sum, int sign)
      throws SQLException {
    entry
        .number(account)
        .number(book)
        .number(reason.code())
        .number(sign * sum.amount.micros())
        .text(sum.amount.currency())
        .number(sum.moves)
        .time(sum.at)
        .add();
  }
}
