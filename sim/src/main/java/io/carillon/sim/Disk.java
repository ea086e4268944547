package io.carillon.sim;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Funds;
import io.carillon.model.Half;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Wait;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Halves;
import io.carillon.model.port.Messages;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The store, as the process sees it: each call may be the last one, others go on while it reads,
/// what was handed over is written later, and a crash loses what was not.
final class Disk {
  private final World world;
  private final Sabotage sabotage;
  private final MemoryStore store;
  private final Ports truth;
  private boolean unreadable;
  private boolean telling;

  Disk(World world, Sabotage sabotage) {
    this.world = world;
    this.sabotage = sabotage;
    store = MemoryStore.stepped(() -> world.life().tasks.gate());
    store.journal(world.promises::written);
    store.careless(sabotage == Sabotage.NO_REV_GUARD);
    truth = store.ports();
  }

  /// What is written, read by nobody of the process.
  Ports truth() {
    return truth;
  }

  MemoryStore store() {
    return store;
  }

  /// The ports of a process.
  Ports ports() {
    return new Ports(
        new HandedOver(truth.commits()),
        new ReadMessages(truth.messages()),
        new ReadHistory(this, truth.history()),
        new ReadNotices(this, truth.notices()),
        message -> read("traces", () -> truth.traces().of(message)),
        new ReadHalves(truth.halves()),
        truth.fragments(),
        truth.prints(),
        truth.refusals(),
        new ReadConsents(this, truth.consents()),
        new ReadAccounts(truth.accounts()),
        truth.networks(),
        truth.audits(),
        truth.books(),
        truth.signings(),
        truth.conversations(),
        truth.words());
  }

  /// Writes a group of what waits; false when nothing does.
  boolean step() {
    if (truth.commits().waiting() == 0) {
      return false;
    }
    trouble();
    int most = world.chance.percent(50) ? Integer.MAX_VALUE : world.chance.between(1, 5);
    boolean outer = telling;
    telling = true;
    try {
      return store.step(most);
    } finally {
      telling = outer;
    }
  }

  /// Whether something may be written of which the process has not been told yet.
  boolean isTelling() {
    return telling;
  }

  private void trouble() {
    if (world.temper.has(Trouble.BROKEN_STORE) && world.chance.percent(4)) {
      int commits = world.chance.between(1, 8);
      world.story.tell(() -> "the store breaks " + commits + " commits");
      store.breakNext(commits);
    }
    if (world.temper.has(Trouble.UNREADABLE_STORE) && world.chance.percent(2)) {
      world.story.tell(() -> "the store cannot be read");
      unreadable = true;
      world.outside.later(
          "readable again", world.chance.millis(1, 2_000), () -> unreadable = false);
    }
  }

  void crash() {
    unreadable = false;
    store.crash();
  }

  void crashAfterSync(int commits) {
    unreadable = false;
    store.crashAfterSync(commits);
  }

  void heal() {
    store.breakNext(0);
    unreadable = false;
  }

  /// Asks the store; others go on meanwhile.
  <T> T read(String port, Supplier<T> question) {
    world.wait(port);
    if (unreadable) {
      throw new StoreException("asked to be unreadable");
    }
    var answer = question.get();
    world.wait(port);
    return answer;
  }

  private final class HandedOver implements Commits {
    private final Commits inner;

    HandedOver(Commits inner) {
      this.inner = inner;
    }

    @Override
    public void hand(List<Commit> commits, Consumer<List<Result>> then) {
      world.cross("hand");
      Consumer<List<Result>> told =
          results -> {
            world.cross("then");
            world.others();
            world.atOnce(() -> then.accept(results));
          };
      switch (sabotage) {
        case NONE, NO_REV_GUARD -> inner.hand(commits, told);
        case NO_INTENT -> lie(commits, told, Commit.Urgency.CLAIM);
        case NO_SYNC -> lie(commits, told, Commit.Urgency.ACCEPT);
        case NO_PARKING ->
            inner.hand(without(commits, write -> write instanceof Write.Parked), told);
        case NO_PRINTS ->
            inner.hand(without(commits, write -> write instanceof Write.Printed), told);
        case NO_STOPPING -> inner.hand(unasked(commits, Guard.NotStopped.class), told);
        case NO_COUNTING -> inner.hand(unasked(commits, Guard.Seldom.class), told);
        case NO_RETELLING ->
            inner.hand(
                without(
                    commits,
                    write ->
                        write instanceof Write.Retold(var notice, _, _)
                            && notice.telling().progress() == Notice.Progress.OPEN),
                told);
      }
      world.cross("handed");
    }

    /// Claims that do not ask this.
    private static List<Commit> unasked(List<Commit> commits, Class<? extends Guard> kind) {
      return commits.stream()
          .map(commit ->
              commit.urgency() == Commit.Urgency.CLAIM
                  ? new Commit(
                      commit.urgency(),
                      commit.guards().stream().filter(guard -> !kind.isInstance(guard)).toList(),
                      commit.writes())
                  : commit)
          .toList();
    }

    private void lie(List<Commit> commits, Consumer<List<Result>> told, Commit.Urgency about) {
      if (commits.getFirst().urgency() == about) {
        inner.hand(commits, _ -> {});
        var done = commits.stream().<Result>map(_ -> new Result.Done()).toList();
        world.life().tasks.start("lie", () -> told.accept(done));
      } else {
        inner.hand(commits, told);
      }
    }

    private static List<Commit> without(List<Commit> commits, Predicate<Write> which) {
      var kept = new ArrayList<Commit>();
      for (var commit : commits) {
        kept.add(
            new Commit(
                commit.urgency(),
                commit.guards(),
                commit.writes().stream().filter(which.negate()).toList()));
      }
      return kept;
    }

    @Override
    public Result write(Commit commit) throws InterruptedException {
      world.wait("write");
      return inner.write(commit);
    }

    @Override
    public void afterGroup(Runnable hook) {
      inner.afterGroup(() -> {
        world.cross("hook");
        world.atOnce(hook);
      });
    }

    @Override
    public int waiting() {
      world.cross("waiting");
      return inner.waiting();
    }
  }

  private final class ReadMessages implements Messages {
    private final Messages inner;

    ReadMessages(Messages inner) {
      this.inner = inner;
    }

    @Override
    public Optional<Message> find(MessageId id) {
      return read("find", () -> inner.find(id));
    }

    @Override
    public Map<MessageId, Message> find(Collection<MessageId> ids) {
      return read("find all", () -> inner.find(ids));
    }

    @Override
    public Map<String, Message> byFarIds(String carrier, Collection<String> farIds) {
      return read("byFarIds", () -> inner.byFarIds(carrier, farIds));
    }

    @Override
    public List<Message> due(String lane, Instant now, int limit) {
      return read("due", () -> inner.due(lane, now, limit));
    }

    @Override
    public List<String> lanesDue(Instant now) {
      return read("lanesDue", () -> inner.lanesDue(now));
    }

    @Override
    public List<Message> unanswered(int limit) {
      return read("unanswered", () -> inner.unanswered(limit));
    }

    @Override
    public List<Message> claimedByOthers(long run, int limit) {
      return read("claimedByOthers", () -> inner.claimedByOthers(run, limit));
    }

    @Override
    public List<AccountId> suspended(Predicate<AccountId> which, int limit) {
      return read("suspended accounts", () -> inner.suspended(which, limit));
    }

    @Override
    public List<Message> suspended(AccountId account, int limit) {
      return read("suspended", () -> inner.suspended(account, limit));
    }

    @Override
    public List<Message> doubted(Instant until, int limit) {
      return read("doubted", () -> inner.doubted(until, limit));
    }

    @Override
    public List<Message> ahead(Instant now, int limit) {
      return read("ahead", () -> inner.ahead(now, limit));
    }

    @Override
    public List<Message> unreported(Instant from, Instant until, int limit) {
      return read("unreported", () -> inner.unreported(from, until, limit));
    }

    @Override
    public Map<String, Long> waiting() {
      return read("waiting", inner::waiting);
    }
  }

  private final class ReadHalves implements Halves {
    private final Halves inner;

    ReadHalves(Halves inner) {
      this.inner = inner;
    }

    @Override
    public List<Half> newest(int limit) {
      return read("newest halves", () -> inner.newest(limit));
    }

    @Override
    public List<Half> matchable(int limit) {
      return read("matchable halves", () -> inner.matchable(limit));
    }

    @Override
    public List<Half> olderThan(Instant moment, int limit) {
      return read("older halves", () -> inner.olderThan(moment, limit));
    }

    @Override
    public long count() {
      return read("halves", inner::count);
    }
  }

  /// The directory is a reference in memory: reading it holds nobody up.
  private final class ReadAccounts implements Accounts {
    private final Accounts inner;

    ReadAccounts(Accounts inner) {
      this.inner = inner;
    }

    @Override
    public Directory directory() {
      return inner.directory();
    }

    @Override
    public Optional<Funds> funds(AccountId account) {
      return read("balance", () -> inner.funds(account));
    }
  }

  /// Whether any message is claimed and unanswered, by whatever run.
  boolean hasClaims() {
    return truth.messages().claimedByOthers(-1, 1).stream()
        .anyMatch(message -> message.state().work().waitsFor() == Wait.ANSWER);
  }
}
