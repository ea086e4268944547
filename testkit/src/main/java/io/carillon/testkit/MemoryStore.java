package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Consent;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.TraceRow;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Events;
import io.carillon.model.port.Fragments;
import io.carillon.model.port.Halves;
import io.carillon.model.port.History;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Networks;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Prints;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.ReplayJobs;
import io.carillon.model.port.Signings;
import io.carillon.model.port.Spendings;
import io.carillon.model.port.StoreBusy;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import io.carillon.model.port.Traces;
import io.carillon.model.port.Usages;
import io.carillon.model.port.WordIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A store in memory that keeps the contracts of the real ones, for tests and the simulation.
///
/// Commits are written either at once, as they are handed over, or when [#step] or [#drain] is
/// called, so that a test decides what meets in one group. What [#step] has not written yet is what
/// a crash loses: [#crash] forgets it and tells nobody. The same order of calls always gives the
/// same results. Safe from any thread; `then`s are called outside the lock, one at a time.
public final class MemoryStore {
  /// How long keys, halves and told notices are kept.
  public static final Duration KEPT = Duration.ofDays(7);

  /// How long refusals are kept.
  public static final Duration REFUSALS_KEPT = Duration.ofDays(30);

  /// How long jobs that have something told again are kept once they ended.
  static final Duration REPLAYS_KEPT = Duration.ofDays(30);

  private final Object lock = new Object();
  private final MemoryRows rows = new MemoryRows();
  private final Networks networks = new MemoryNetworks();
  private final AccountEvents events = new MemoryAccountEvents(this::happened);
  private final boolean atOnce;
  private final Supplier<Tasks.Gate> gates;
  private final MemoryQueue waiting = new MemoryQueue();
  private final List<Runnable> hooks = new ArrayList<>();
  private boolean stepping;
  private Consumer<Commit> journal = _ -> {};
  private int toBreak;
  private boolean unreadable;
  private int busy;

  private MemoryStore(boolean atOnce, Supplier<Tasks.Gate> gates) {
    this.atOnce = atOnce;
    this.gates = gates;
  }

  /// A store that writes each list of commits as it is handed over.
  public static MemoryStore atOnce() {
    return new MemoryStore(true, LatchGate::new);
  }

  /// A store that writes when it is stepped. Who calls `write` waits until another thread steps.
  public static MemoryStore stepped() {
    return stepped(LatchGate::new);
  }

  /// A store that writes when it is stepped; who calls `write` waits at a gate of `gates`.
  public static MemoryStore stepped(Supplier<Tasks.Gate> gates) {
    return new MemoryStore(false, gates);
  }

  /// Writes all that waits as one group and tells its callers; false where nothing waited.
  public boolean step() {
    return step(Integer.MAX_VALUE);
  }

  /// Writes at most `max` waiting commits as one group, the most urgent first, and tells their
  /// callers; false where nothing waited. No commit overtakes an earlier one of the same message.
  public boolean step(int max) {
    List<Handed> told;
    List<Runnable> after;
    synchronized (lock) {
      if (waiting.isEmpty() || stepping) {
        return false;
      }
      told = written(max);
      after = List.copyOf(hooks);
      stepping = true;
    }
    try {
      told.forEach(Handed::tell);
      after.forEach(Runnable::run);
    } finally {
      synchronized (lock) {
        stepping = false;
      }
    }
    return true;
  }

  /// Steps until nothing waits, also what the callers hand over when they are told.
  public void drain() {
    while (step()) {
      // each step tells callers, who may hand over more
    }
  }

  /// Forgets what waits and all hooks, as a crash before the sync does; nobody is told. What was
  /// written stays, for the next life of the program under test.
  public void crash() {
    synchronized (lock) {
      waiting.clear();
      hooks.clear();
    }
  }

  /// Writes at most `max` waiting commits, then crashes before anybody was told.
  public void crashAfterSync(int max) {
    synchronized (lock) {
      if (!waiting.isEmpty()) {
        written(max);
      }
      crash();
    }
  }

  /// Makes the next `count` commits fail as if the disk refused them.
  public void breakNext(int count) {
    synchronized (lock) {
      toBreak = count;
    }
  }

  /// Makes every read throw [StoreException], or lets them pass again.
  public void unreadable(boolean broken) {
    synchronized (lock) {
      unreadable = broken;
    }
  }

  /// Makes the next so many questions for messages throw [StoreBusy].
  public void busy(int questions) {
    synchronized (lock) {
      busy = questions;
    }
  }

  /// Makes it write changes on top of others that their deciders did not see, or not. Only for
  /// tests that prove that such a store would be found out.
  public void careless(boolean now) {
    synchronized (lock) {
      rows.careless = now;
    }
  }

  /// Drops keys, halves and told notices that are older than 7 days.
  public void sweep(Instant now) {
    synchronized (lock) {
      rows.sweep(now);
    }
  }

  /// The sum of what moved on an account for a reason, in micro-units.
  public long moved(AccountId account, Commit.Reason reason) {
    synchronized (lock) {
      return rows.moves.stream()
          .filter(move -> move.account().equals(account) && move.reason() == reason)
          .map(MemoryRows.Move::amount)
          .mapToLong(Money::micros)
          .sum();
    }
  }

  /// Tells `reader` of each commit that is written from now on, in the order of the truth. It must
  /// not call the store.
  public void journal(Consumer<Commit> reader) {
    synchronized (lock) {
      journal = reader;
    }
  }

  /// All its ports.
  public Ports ports() {
    return new Ports(
        commits(),
        messages(),
        history(),
        notices(),
        traces(),
        halves(),
        fragments(),
        prints(),
        refusals(),
        consents(),
        accounts(),
        networks(),
        audits(),
        new Ports.Books(
            ledger(), usages(), spendings(), accountEvents(), feed(), attempts(), replays()),
        signings(),
        conversations(),
        words());
  }

  /// Where commits are handed over.
  public Commits commits() {
    return new MemoryCommits();
  }

  /// Reads messages.
  public Messages messages() {
    return new MemoryMessages(this::asked);
  }

  /// Searches messages.
  public History history() {
    return new MemoryHistory(this::asked);
  }

  /// Reads notices.
  public Notices notices() {
    return new MemoryNotices(this::read);
  }

  /// Reads traces.
  public Traces traces() {
    return message ->
        read(rows ->
            rows.traces.getOrDefault(message, List.of()).stream()
                .sorted(Comparator.comparing(TraceRow::at))
                .limit(1_000)
                .toList());
  }

  /// Reads what persons wrote and no message holds yet.
  public Fragments fragments() {
    return new MemoryFragments(this::read);
  }

  /// Reads by what deliveries are known again.
  public Prints prints() {
    return new MemoryPrints(this::read);
  }

  /// Reads halves.
  public Halves halves() {
    return new MemoryHalves(this::read);
  }

  /// Reads what policy refused.
  public Refusals refusals() {
    return new MemoryRefusals(this::read);
  }

  /// Reads what people said about being written to.
  public Consents consents() {
    return new Consents() {
      @Override
      public List<Consent.Reach> stopped(AccountId account, Address person) {
        return read(rows -> rows.consents.stopped(account, person));
      }

      @Override
      public Page page(Filter filter, long below, int limit) {
        return read(rows -> rows.consents.page(filter, below, limit));
      }

      @Override
      public List<Kept> after(AccountId account, long number, int limit) {
        return read(rows -> rows.consents.after(account, number, limit));
      }

      @Override
      public List<Kept> unswept(int limit) {
        return read(rows -> rows.consents.unswept(limit));
      }
    };
  }

  /// Keeps words of messages, and finds messages by them.
  public WordIndex words() {
    return new MemoryWords(this::read);
  }

  /// Reads conversations.
  public Conversations conversations() {
    return new MemoryConversations(this::read);
  }

  /// Reads the audit log.
  public Audits audits() {
    return new MemoryAudits(this::read);
  }

  private void happened(Event event) {
    synchronized (lock) {
      rows.happened(event);
    }
  }

  /// Keeps what accounts are owed to be told of themselves.
  public AccountEvents accountEvents() {
    return events;
  }

  /// Reads how tries to tell something went.
  public Attempts attempts() {
    return new MemoryTries(this::read);
  }

  /// Reads the jobs that have something told again.
  public ReplayJobs replays() {
    return new MemoryReplays(this::read);
  }

  /// Reads what happened in accounts.
  public Events feed() {
    return new MemoryFeed(this::read);
  }

  /// Keeps orders to erase people.
  public Erasures erasures() {
    return new MemoryErasures(this::read);
  }

  /// Keeps the networks of numbers.
  public Networks networks() {
    return networks;
  }

  /// Reads accounts.
  public Accounts accounts() {
    return new MemoryAccounts(this::read, this::directory);
  }

  /// Reads the ledger.
  public Ledger ledger() {
    return new MemoryLedger(this::read);
  }

  /// Reads who signed in, and which keys were shown last.
  public Signings signings() {
    return new MemoryDoor(this::read);
  }

  /// Reads what was used.
  public Usages usages() {
    return new MemoryUsages(this::read);
  }

  /// Reads what was used up of what is bounded.
  public Spendings spendings() {
    return new MemorySpendings(this::read);
  }

  private Directory directory() {
    synchronized (lock) {
      return rows.directory;
    }
  }

  /// How the readers reach the rows.
  interface Read {
    <T> T of(Function<MemoryRows, T> question);
  }

  private <T> T read(Function<MemoryRows, T> question) {
    synchronized (lock) {
      if (unreadable) {
        throw new StoreException("asked to be unreadable");
      }
      return question.apply(rows);
    }
  }

  private <T> T asked(Function<MemoryRows, T> question) {
    synchronized (lock) {
      if (busy > 0) {
        busy--;
        throw new StoreBusy("asked to be busy");
      }
      return read(question);
    }
  }

  private List<Handed> written(int max) {
    var group = waiting.take(max);
    var told = new ArrayList<Handed>();
    for (var one : group) {
      one.answer(toBreak > 0 ? broken() : applied(one.commit()));
      if (one.handed().isAnswered()) {
        told.add(one.handed());
      }
    }
    return told;
  }

  private Result applied(Commit commit) {
    var result = rows.apply(commit);
    if (result instanceof Result.Done) {
      journal.accept(commit);
    }
    return result;
  }

  private Result broken() {
    toBreak--;
    return new Result.Broken("asked to break");
  }

  private final class MemoryCommits implements Commits {
    @Override
    public void hand(List<Commit> commits, Consumer<List<Result>> then) {
      if (commits.isEmpty()) {
        throw new IllegalArgumentException("no commit to hand over");
      }
      synchronized (lock) {
        waiting.add(new Handed(commits, then).waiting());
      }
      if (atOnce) {
        drain();
      }
    }

    @Override
    public Result write(Commit commit) throws InterruptedException {
      var gate = gates.get();
      var result = new ArrayList<Result>();
      hand(
          List.of(commit),
          results -> {
            result.addAll(results);
            gate.open();
          });
      gate.pass();
      return result.getFirst();
    }

    @Override
    public void afterGroup(Runnable hook) {
      synchronized (lock) {
        hooks.add(hook);
      }
    }

    @Override
    public int waiting() {
      synchronized (lock) {
        return waiting.size();
      }
    }
  }

  private static final class LatchGate implements Tasks.Gate {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public void open() {
      latch.countDown();
    }

    @Override
    public void pass() throws InterruptedException {
      latch.await();
    }
  }

  /// What the tests of the store itself compare: every row of every message.
  Map<MessageId, Message> allMessages() {
    return read(rows -> Map.copyOf(rows.messages));
  }
}
