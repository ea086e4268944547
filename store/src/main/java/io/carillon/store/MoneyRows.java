package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The balances and the ledger of one group: each balance is read once, given out in the order of
/// the commits and written once; the ledger gets one pair of entries for each account and reason,
/// and one for each posting.
final class MoneyRows {
  private static final int BOOK_OF_ACCOUNT = 1;
  private static final int BOOK_OF_HOUSE = 2;

  private final Session writer;
  private final Keys keys;
  private final Map<AccountId, Money> balances = new HashMap<>();
  private final Map<AccountId, Long> credits = new HashMap<>();
  private final Map<Cause, Sum> sums = new LinkedHashMap<>();
  private final List<Posting> postings = new ArrayList<>();
  private final Set<AccountId> credited = new HashSet<>();

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

  /// Gathers the account whose balance a row asks for, if it asks for one.
  static void want(Commit.Write write, Set<AccountId> accounts) {
    var account = account(write);
    if (account != null) {
      accounts.add(account);
    }
  }

  private static @Nullable AccountId account(Commit.Write write) {
    if (write instanceof Commit.Write.Moved(var account, _, _, _)) {
      return account;
    }
    if (write instanceof Commit.Write.Posted(var posting)) {
      return posting.account();
    }
    return write instanceof Commit.Write.Credited(var account, _) ? account : null;
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
        var account = Objects.requireNonNull(byKey.get(row.number()));
        balances.put(account, new Money(row.large(), row.text()));
        return credits.put(account, row.large());
      });
    }
  }

  /// Whether the balance, with the credit, covers an amount now.
  boolean covers(AccountId account, Money amount) {
    var balance = balances.get(account);
    return balance == null
        ? amount.micros() <= 0
        : balance.currency().equals(amount.currency())
            && balance.micros() >= amount.micros() - credits.getOrDefault(account, 0L);
  }

  /// Whether all movements of a commit can be added up with the balances.
  boolean fit(List<Commit.Write> writes) {
    Map<AccountId, Money> moved = Map.of();
    for (var write : writes) {
      var account = account(write);
      if (account != null) {
        var amount = amount(write);
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

  /// What a row that has an account moves.
  private static Money amount(Commit.Write write) {
    if (write instanceof Commit.Write.Moved(_, _, var amount, _)) {
      return amount;
    }
    if (write instanceof Commit.Write.Posted(var posting)) {
      return posting.amount();
    }
    if (write instanceof Commit.Write.Credited(_, var credit)) {
      return new Money(0, credit.currency());
    }
    throw new IllegalArgumentException("a row that moves no money");
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

  void post(Posting posting) {
    balances.merge(posting.account(), posting.amount(), Money::plus);
    postings.add(posting);
  }

  void credit(Commit.Write.Credited next) {
    balances.putIfAbsent(next.account(), new Money(0, next.credit().currency()));
    credits.put(next.account(), next.credit().micros());
    credited.add(next.account());
  }

  void flush() throws SQLException {
    var changed = new HashSet<>(credited);
    for (var caused : sums.entrySet()) {
      var cause = caused.getKey();
      var sum = caused.getValue();
      changed.add(cause.account());
      enter(new Line(cause.account(), cause.reason(), sum.amount, sum.moves, sum.at, null, ""));
    }
    for (var it : postings) {
      changed.add(it.account());
      enter(new Line(it.account(), it.reason(), it.amount(), 1, it.at(), it.id(), it.note()));
    }
    var put = writer.prepared("balance_put");
    for (var account : changed) {
      var balance = Objects.requireNonNull(balances.get(account));
      put.number(keys.account(writer, account))
          .number(balance.micros())
          .text(balance.currency())
          .number(credits.getOrDefault(account, 0L))
          .add();
    }
    put.run();
    writer.prepared("ledger_insert").run();
    clear();
  }

  void clear() {
    balances.clear();
    credits.clear();
    sums.clear();
    postings.clear();
    credited.clear();
  }

  /// What is entered in both books.
  private record Line(
      AccountId account,
      Reason reason,
      Money amount,
      int moves,
      Instant at,
      @Nullable Id posting,
      String note) {}

  private void enter(Line line) throws SQLException {
    enter(line, BOOK_OF_ACCOUNT, 1);
    enter(line, BOOK_OF_HOUSE, -1);
  }

  private void enter(Line line, int book, int sign) throws SQLException {
    writer
        .prepared("ledger_insert")
        .number(keys.account(writer, line.account()))
        .number(book)
        .number(line.reason().code())
        .number(sign * line.amount().micros())
        .text(line.amount().currency())
        .number(line.moves())
        .time(line.at())
        .octetsOrNone(line.posting() == null ? null : line.posting().bytes())
        .text(line.note())
        .add();
  }
}
