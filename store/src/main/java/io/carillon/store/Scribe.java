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

  private final Rows rows;

  Scribe(Rows rows) {
    this.rows = rows;
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
        results[i] = rows.messages.erase(last) ? DONE : new Result.Stale(last.id());
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
    rows.clear();
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
      rows.readPersons(commits.subList(from, to));
      noteChanges();
      rows.messages.writeChanges(this::lost);
      collect();
      rows.flush();
    }

    /// For a single commit: its guards first, then its change.
    void writeGuarded() throws SQLException, Spoiled {
      rows.readPersons(commits.subList(from, to));
      readWanted();
      var refused = refusal(commits.get(from));
      if (refused != null) {
        results[from] = refused;
        rows.forget();
        return;
      }
      noteChanges();
      rows.messages.writeChanges(this::lost);
      collect();
      rows.flush();
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
            results[i] = rows.consents.stopped(commit.guards());
            if (results[i] == null) {
              rows.messages.change(i, before, after);
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
            case Guard.NotStopped _, Guard.Seldom _, Guard.AsRead _ -> {} // were read before
          }
        }
        for (var write : commits.get(i).writes()) {
          MoneyRows.want(write, accounts);
          if (write instanceof Write.Keyed(var key, _, _)) {
            keys.add(key);
          }
        }
      }
      rows.money.read(accounts);
      rows.usage.read(allowances);
      rows.idempotency.read(keys);
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
            rows.take(write);
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

    /// What keeps a commit from being written, as far as memory knows.
    private @Nullable Result refusal(Commit commit) throws SQLException, Spoiled {
      var refused = refusalOfGuards(commit.guards());
      for (int i = 0; refused == null && i < commit.writes().size(); i++) {
        refused =
            switch (commit.writes().get(i)) {
              case Write.Added(var message) ->
                  rows.messages.added(message.id()) == null
                      ? null
                      : new Result.Broken("this message exists");
              case Write.Changed(var before, _) ->
                  !fresh.contains(before.id()) || isExpected(before, commit) ? null : unmet(before);
              case Write.Keyed(var key, _, _) -> rows.idempotency.taken(key);
              case Write.Owed _, Write.Retold _, Write.Noted _, Write.Erased _, Write.Beside _ ->
                  null;
            };
      }
      return refused == null && !rows.money.fit(commit.writes())
          ? new Result.Broken("money that cannot be added up")
          : refused;
    }

    /// Where the commit that was to bring the message was refused, only the tables know it.
    private Result unmet(Message before) throws Spoiled {
      if (rows.messages.added(before.id()) == null) {
        throw new Spoiled(new Result.Stale(before.id()));
      }
      return new Result.Stale(before.id());
    }

    /// Whether a message that is new here stands as a change expects it.
    private boolean isExpected(Message before, Commit commit) {
      var known = rows.messages.added(before.id());
      return known == null
          ? commit.writes().contains(new Write.Added(before))
          : known.state().rev() == before.state().rev();
    }

    private @Nullable Result refusalOfGuards(List<Guard> guards) throws SQLException {
      Map<AccountId, Money> asked = Map.of();
      boolean looked = false;
      boolean counted = false;
      for (var guard : guards) {
        switch (guard) {
          case Guard.KeyFree(var key) -> {
            var taken = rows.idempotency.taken(key);
            if (taken != null) {
              return taken;
            }
          }
          case Guard.FundsSuffice(var account, var amount) -> {
            var sum = MoneyRows.sum(asked.get(account), amount);
            if (sum.isEmpty() || !rows.money.covers(account, sum.get())) {
              return new Result.FundsShort(account);
            }
            asked = asked.isEmpty() ? new HashMap<>() : asked;
            asked.put(account, sum.get());
          }
          case Guard.Within(var allowance, var more) -> {
            if (!rows.usage.allows(allowance, more)) {
              return new Result.LimitReached(allowance);
            }
          }
          case Guard.NotStopped _ -> {
            var stopped = looked ? null : rows.consents.stopped(guards);
            looked = true;
            if (stopped != null) {
              return stopped;
            }
          }
          case Guard.Seldom _ -> {
            var late = counted ? null : rows.touches.tooOften(guards);
            counted = true;
            if (late != null) {
              return late;
            }
          }
          case Guard.AsRead asRead -> {
            if (!rows.conversations.holds(asRead)) {
              return new Result.Overtaken(asRead.conversation());
            }
          }
        }
      }
      return null;
    }
  }
}
