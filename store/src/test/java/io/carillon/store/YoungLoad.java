package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.store.fill.MadeUpHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Writes young messages, each of which changes three times, at a rate or as fast as a store takes
/// them, while something else is done with it, and measures how long a commit takes.
final class YoungLoad implements AutoCloseable {
  private static final int TOGETHER = 64;
  private static final int CHANGES = 3;
  private static final int TIMES_MAX = 1 << 20;
  private static final Duration SPAN = Duration.ofSeconds(1_000);

  private final Store store;
  private final MadeUpHistory history;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong timed = new AtomicLong();
  private final long[] times = new long[TIMES_MAX];
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final long begun = System.nanoTime();
  private volatile boolean ended;

  /// @param account has most of them; empty = one that is made up
  /// @param rate messages a second; 0 = as many as the store takes
  YoungLoad(Store store, Optional<AccountId> account, long rate) {
    this.store = store;
    var plan =
        new MadeUpHistory.Plan(
            10_000_000, 20, account, Instant.now().plus(SPAN), SPAN, System.nanoTime());
    history = new MadeUpHistory(plan);
    long pause = rate == 0 ? 0 : TOGETHER * 1_000_000_000L / rate;
    for (int i = 0; i < TOGETHER; i++) {
      long first = begun + i * pause / TOGETHER;
      threads.execute(() -> live(first, pause));
    }
  }

  /// What was written, and how long commits took.
  ///
  /// @param p50 in milliseconds
  record Figures(long rate, double p50, double p99, long refused) {}

  /// How many messages reached their end.
  long written() {
    return written.get();
  }

  /// Measures for a while.
  Figures measured(Duration span) {
    timed.set(0);
    long before = written.get();
    long from = System.nanoTime();
    LockSupport.parkNanos(span.toNanos());
    long took = System.nanoTime() - from;
    long rate = (written.get() - before) * 1_000_000_000 / took;
    int count = (int) Math.min(TIMES_MAX, timed.get());
    var sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return new Figures(rate, at(sorted, 0.5), at(sorted, 0.99), refused.get());
  }

  private static double at(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }

  private void live(long first, long pause) {
    try {
      for (long next = first; !ended; next += pause) {
        LockSupport.parkNanos(pause == 0 ? 0 : next - System.nanoTime());
        var message = next();
        write(new Write.Added(message));
        for (int i = 0; i < CHANGES; i++) {
          var changed = changed(message);
          write(new Write.Changed(message, changed));
          message = changed;
        }
        written.incrementAndGet();
      }
    } catch (InterruptedException cut) {
      throw new IllegalStateException(cut);
    }
  }

  private synchronized Message next() {
    return history.next();
  }

  private void write(Write write) throws InterruptedException {
    long from = System.nanoTime();
    var result = store.commits().write(new Commit(Urgency.INSIDE, List.of(), List.of(write)));
    times[(int) (timed.getAndIncrement() & (TIMES_MAX - 1))] = System.nanoTime() - from;
    if (!(result instanceof Commit.Result.Done)) {
      refused.incrementAndGet();
    }
  }

  private static Message changed(Message message) {
    var state = message.state();
    var revision = new Message.Revision(state.revision().rev() + 1, state.revision().notices());
    return message.with(state.with(revision));
  }

  @Override
  public void close() {
    ended = true;
    threads.close();
  }
}
