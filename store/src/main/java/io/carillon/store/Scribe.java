package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a group of commits inside the open transaction, with the same outcome as if they were
/// applied one after another.
///
/// Problem: one statement a row is too dear, and a guard that fails must drop its commit alone.
/// Idea: rows are collected by kind and written as batches, in the order of a message's life. The
/// changes of messages come first, since their update counts are the guards' answers; then the
/// commits are gone through in order, in memory, with keys and balances that were read once; what
/// holds is collected and written. Invariant: a commit is collected whole or not at all. What
/// cannot be dropped alone any more, or fails as SQL, throws: the caller rolls back and gives the
/// commits one at a time, where rolling back is the dropping.
final class Scribe {
  private static final Result DONE = new Result.Done();

  private final Session writer;
  private final MessageRows messages;
  private final NoticeRows notices;
  private final MoneyRows money;
  private final UsageRows usage;
  private final SpendingRows spendings;
  private final IdempotencyRows idempotency;
  private final HalfRows halves;
  private final RefusalRows refusals;
  private final TraceRows traces;
  private final RosterRows roster;
  private final ConsentRows consents;
  private final SigningRows signings;

  Scribe(
      Session writer,
      Keys keys,
      RosterRows roster,
      ConsentRows consents,
      IdempotencyRows idempotency)
      throws SQLException {
    this.writer = writer;
    this.roster = roster;
    this.consents = consents;
    messages = new MessageRows(writer, keys);
    notices = new NoticeRows(writer, keys);
    money = new MoneyRows(writer, keys);
    usage = new UsageRows(writer, keys);
    spendings = new SpendingRows(writer, keys);
    this.idempotency = idempotency;
    halves = new HalfRows(writer, keys);
    signings = new SigningRows(writer, keys);
    refusals = new RefusalRows(writer, keys);
    traces = new TraceRows(writer);
  }

  /// A commit failed after some of it was written: only rolling back helps.
  static final class Spoiled extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Result result;

    private Spoiled(Result result) {
      super("a commit failed after some of it was written", null, false, false);
      this.result = result;
    }

    /// What the commit is to be answered, once it is rolled back alone.
    Result result() {
      return result;
    }
  }

  /// Writes a group; answers each commit.
  Result[] write(List<Commit> commits) throws SQLException, Spoiled {
    var results = new Result[commits.size()];
    int from = 0;
    for (int i = 0; i < commits.size(); i++) {
      if (commits.get(i).writes().size() == 1
          && commits.get(i).writes().getFirst() instanceof Write.Erased(var last)) {
        new Run(commits, results, from, i).write();
        results[i] = messages.erase(last) ? DONE : new Result.Stale(last.id());
        from = i + 1;
      } else if (isAlone(commits.get(i))) {
        new Run(commits, results, from, i).write();
        new Run(commits, results, i, i + 1).writeGuarded();
        from = i + 1;
      }
    }
    new Run(commits, results, from, commits.size()).write();
    return results;
  }

  /// Forgets all that was collected and not written, after a failure.
  void clear() throws SQLException {
    messages.clear();
    notices.clear();
    money.clear();
    usage.clear();
    spendings.clear();
    idempotency.clear();
    halves.clear();
    signings.clear();
    roster.clear();
    consents.clear();
    writer.clear();
  }

  /// A change whose commit has other guards too cannot be tried before they are known, save whether
  /// a person stopped it: that is known from the first. What a person says must stand before others
  /// ask for it.
  private static boolean isAlone(Commit commit) {
    boolean guarded = false;
    boolean changes = false;
    for (var guard : commit.guards()) {
      guarded |= !(guard instanceof Guard.NotStopped);
    }
    for (var write : commit.writes()) {
      guarded |= write instanceof Write.Keyed;
      changes |= write instanceof Write.Changed;
      if (write instanceof Write.Consented) {
        return true;
      }
    }
    return guarded && changes;
  }

  /// Commits next to each other that are written by one pass.
  private final class Run {
    private final List<Commit> commits;
    private final @Nullable Result[] results;
    private final int from;
    private final int to;

    /// Messages that are new among these commits: their changes meet them in memory.
    private final Set<MessageId> fresh = new HashSet<>();

    Run(List<Commit> commits, @Nullable Result[] results, int from, int to) {
      this.commits = commits;
      this.results = results;
      this.from = from;
      this.to = to;
    }

    void write() throws SQLException, Spoiled {
      if (from == to) {
        return;
      }
      consents.read(commits.subList(from, to));
      noteChanges();
      messages.writeChanges(this::lost);
      collect();
      flush();
    }

    /// For a single commit: its guards first, then its change.
    void writeGuarded() throws SQLException, Spoiled {
      consents.read(commits.subList(from, to));
      readWanted();
      var refused = refusal(commits.get(from));
      if (refused != null) {
        results[from] = refused;
        money.clear();
        usage.clear();
        idempotency.clear();
        return;
      }
      noteChanges();
      messages.writeChanges(this::lost);
      collect();
      flush();
    }

    private void lost(int commit, MessageId message) {
      results[commit] = new Result.Stale(message);
    }

    private void noteChanges() throws SQLException {
      for (int i = from; i < to; i++) {
        for (var write : commits.get(i).writes()) {
          if (write instanceof Write.Added(var message)) {
            fresh.add(message.id());
          }
        }
      }
      for (int i = from; i < to; i++) {
        var commit = commits.get(i);
        for (var write : commit.writes()) {
          if (write instanceof Write.Changed(var before, var after)
              && !fresh.contains(before.id())) {
            results[i] = consents.stopped(commit.guards());
            if (results[i] == null) {
              messages.change(i, before, after);
            }
          }
        }
      }
    }

    private void readWanted() throws SQLException {
      var accounts = new HashSet<AccountId>();
      var keys = new HashSet<Idempotency>();
      var allowances = new HashSet<Allowance>();
      for (int i = from; i < to; i++) {
        for (var guard : commits.get(i).guards()) {
          switch (guard) {
            case Guard.KeyFree(var key) -> keys.add(key);
            case Guard.FundsSuffice(var account, _) -> accounts.add(account);
            case Guard.Within(var allowance, _) -> allowances.add(allowance);
            case Guard.NotStopped _ -> {} // were read before
          }
        }
        for (var write : commits.get(i).writes()) {
          MoneyRows.want(write, accounts);
          if (write instanceof Write.Keyed(var key, _, _)) {
            keys.add(key);
          }
        }
      }
      money.read(accounts);
      usage.read(allowances);
      idempotency.read(keys);
    }

    private void collect() throws SQLException, Spoiled {
      readWanted();
      for (int i = from; i < to; i++) {
        if (results[i] != null) {
          continue;
        }
        var commit = commits.get(i);
        var refused = refusal(commit);
        if (refused == null) {
          for (var write : commit.writes()) {
            take(write);
          }
          results[i] = DONE;
        } else if (hasWritten(commit)) {
          throw new Spoiled(refused);
        } else {
          results[i] = refused;
        }
      }
    }

    /// Whether a change of the commit stands in the transaction already.
    private boolean hasWritten(Commit commit) {
      for (var write : commit.writes()) {
        if (write instanceof Write.Changed(var before, _) && !fresh.contains(before.id())) {
          return true;
        }
      }
      return false;
    }

    private void flush() throws SQLException {
      messages.flush();
      idempotency.flush();
      money.flush();
      usage.flush();
      spendings.flush();
      notices.flush();
      traces.flush();
      refusals.flush();
      halves.flush();
      signings.flush();
      roster.flush();
      consents.flush();
    }

    /// What keeps a commit from being written, as far as memory knows.
    private @Nullable Result refusal(Commit commit) throws SQLException, Spoiled {
      var refused = refusalOfGuards(commit.guards());
      for (int i = 0; refused == null && i < commit.writes().size(); i++) {
        refused =
            switch (commit.writes().get(i)) {
              case Write.Added(var message) ->
                  messages.added(message.id()) == null
                      ? null
                      : new Result.Broken("this message exists");
              case Write.Changed(var before, _) ->
                  !fresh.contains(before.id()) || isExpected(before, commit) ? null : unmet(before);
              case Write.Keyed(var key, _, _) -> idempotency.taken(key);
              case Write.Owed _,
                  Write.Retold _,
                  Write.Noted _,
                  Write.Moved _,
                  Write.Posted _,
                  Write.Credited _,
                  Write.Counted _,
                  Write.Spent _,
                  Write.Parked _,
                  Write.Unparked _,
                  Write.Enrolled _,
                  Write.Consented _,
                  Write.Swept _,
                  Write.Signed _,
                  Write.Declined _,
                  Write.Erased _ ->
                  null;
            };
      }
      return refused == null && !money.fit(commit.writes())
          ? new Result.Broken("money that cannot be added up")
          : refused;
    }

    /// Where the commit that was to bring the message was refused, only the tables know it.
    private Result unmet(Message before) throws Spoiled {
      if (messages.added(before.id()) == null) {
        throw new Spoiled(new Result.Stale(before.id()));
      }
      return new Result.Stale(before.id());
    }

    /// Whether a message that is new here stands as a change expects it.
    private boolean isExpected(Message before, Commit commit) {
      var known = messages.added(before.id());
      return known == null
          ? commit.writes().contains(new Write.Added(before))
          : known.state().rev() == before.state().rev();
    }

    private @Nullable Result refusalOfGuards(List<Guard> guards) throws SQLException {
      Map<AccountId, Money> asked = Map.of();
      boolean looked = false;
      for (var guard : guards) {
        switch (guard) {
          case Guard.KeyFree(var key) -> {
            var taken = idempotency.taken(key);
            if (taken != null) {
              return taken;
            }
          }
          case Guard.FundsSuffice(var account, var amount) -> {
            var sum = MoneyRows.sum(asked.get(account), amount);
            if (sum.isEmpty() || !money.covers(account, sum.get())) {
              return new Result.FundsShort(account);
            }
            asked = asked.isEmpty() ? new HashMap<>() : asked;
            asked.put(account, sum.get());
          }
          case Guard.Within(var allowance, var more) -> {
            if (!usage.allows(allowance, more)) {
              return new Result.LimitReached(allowance);
            }
          }
          case Guard.NotStopped _ -> {
            var stopped = looked ? null : consents.stopped(guards);
            looked = true;
            if (stopped != null) {
              return stopped;
            }
          }
        }
      }
      return null;
    }
  }

  private void take(Write write) throws SQLException {
    switch (write) {
      case Write.Added(var message) -> messages.put(message);
      case Write.Changed(_, var after) -> {
        if (messages.added(after.id()) != null) {
          messages.put(after);
        }
      }
      case Write.Owed owed -> notices.owe(owed);
      case Write.Retold retold -> notices.retell(retold);
      case Write.Noted(var row) -> traces.note(row);
      case Write.Moved moved -> money.move(moved);
      case Write.Posted(var posting) -> money.post(posting);
      case Write.Credited credited -> money.credit(credited);
      case Write.Counted(var used) -> usage.count(used);
      case Write.Spent(var spending) -> spendings.spend(spending);
      case Write.Keyed keyed -> idempotency.put(keyed);
      case Write.Parked(var half) -> halves.park(half);
      case Write.Unparked(var carrier, var farId) -> halves.unpark(carrier, farId);
      case Write.Enrolled(var entry, var by) -> roster.enroll(entry, by);
      case Write.Declined(var refused) -> refusals.put(refused);
      case Write.Consented consented -> consents.put(consented);
      case Write.Swept(var number) -> consents.swept(number);
      case Write.Signed(var what) -> signings.put(what);
      case Write.Erased _ -> throw new IllegalStateException("erased by itself");
    }
  }
}
