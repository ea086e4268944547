package io.carillon.front.v2;

import io.carillon.engine.change.Wake;
import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who listens to live feeds now: at most 1,000 at once, and 20 of an account.
///
/// A wake is a hint: who listens looks into the store by themselves, and now and then without one.
public final class Listeners implements Wake, AutoCloseable {
  static final int MAX = 1_000;
  static final int PER_ACCOUNT_MAX = 20;

  private final Map<AccountId, Set<Listener>> listening = new ConcurrentHashMap<>();
  private int all;
  private volatile boolean closed;

  /// One who listens to the feed of an account, until it is closed.
  final class Listener implements AutoCloseable {
    private final AccountId account;
    private final Semaphore news = new Semaphore(0);

    private Listener(AccountId account) {
      this.account = account;
    }

    /// Waits until something may have happened, for at most `limit`; all that happened while nobody
    /// waited counts once.
    void await(Duration limit) throws InterruptedException {
      if (!closed && news.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    }

    /// Whether nobody is to listen any more: the server stops.
    boolean isOver() {
      return closed;
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  /// Begins to listen; empty where too many do.
  synchronized Optional<Listener> listen(AccountId account) {
    var own = listening.get(account);
    if (closed || all >= MAX || (own != null && own.size() >= PER_ACCOUNT_MAX)) {
      return Optional.empty();
    }
    var listener = new Listener(account);
    var next = own == null ? new HashSet<Listener>() : new HashSet<>(own);
    next.add(listener);
    listening.put(account, Set.copyOf(next));
    all++;
    return Optional.of(listener);
  }

  private synchronized void leave(Listener listener) {
    var own = listening.get(listener.account);
    if (own == null || !own.contains(listener)) {
      return;
    }
    var next = new HashSet<>(own);
    next.remove(listener);
    all--;
    if (next.isEmpty()) {
      listening.remove(listener.account);
    } else {
      listening.put(listener.account, Set.copyOf(next));
    }
  }

  /// How many listen now.
  public synchronized int count() {
    return all;
  }

  @Override
  public void after(Commit commit) {
    if (listening.isEmpty()) {
      return;
    }
    for (var write : commit.writes()) {
      if (write instanceof Write.Happened(var event)) {
        wake(listening.getOrDefault(event.account(), Set.of()));
      }
    }
  }

  private static void wake(Set<Listener> some) {
    some.forEach(listener -> listener.news.release());
  }

  /// Ends all feeds: nobody listens any more.
  @Override
  public void close() {
    closed = true;
    new HashMap<>(listening).values().forEach(Listeners::wake);
  }
}
