package io.carillon.store;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.port.Commits;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: takes all that waits, writes it in one transaction, syncs once, and
/// passes the answers on.
///
/// While one group is synced the next one gathers by itself; `Tempo` says when it gathers for a
/// moment longer. A group that fails is rolled back and written one commit at a time, so that what
/// cannot be written falls alone. Where the sync itself fails nobody knows what is on the disk:
/// nobody is told, and `fatal` is called, which must stop the process. A platform thread: SQLite's
/// calls would pin a virtual one.
final class Writer implements Commits, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int ORDERS_MAX = 16;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final String STOPPED = "the store has stopped";

  private final Groups groups;
  private final Consumer<Throwable> fatal;
  private final Effort effort = new Effort(System::nanoTime);
  private final Intake intake = new Intake();
  private final Tempo tempo = new Tempo();
  private final Completer completer = new Completer();
  private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(ORDERS_MAX);
  private final Thread thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  private volatile boolean ended;
  private boolean doomed;

  Writer(Groups groups, Consumer<Throwable> fatal) {
    this.groups = groups;
    this.fatal = fatal;
  }

  /// Work of the store itself, done between two groups.
  interface Work {
    /// Does it, in a transaction that is committed afterwards; answers how many rows it moved.
    int on(Session writer) throws SQLException;
  }

  private record Order(Work work, CompletableFuture<Integer> done) {}

  void start() {
    completer.start();
    thread.start();
  }

  @Override
  public void hand(List<Commit> commits, Consumer<List<Result>> then) {
    if (commits.isEmpty()) {
      throw new IllegalArgumentException("no commit to hand over");
    }
    intake.hand(new Handed(commits, then));
  }

  @Override
  public Result write(Commit commit) throws InterruptedException {
    if (completer.isCurrentThread()) {
      throw new IllegalStateException("who is told of a commit must not wait for another");
    }
    var done = new CompletableFuture<Result>();
    hand(List.of(commit), results -> done.complete(results.getFirst()));
    try {
      return done.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void afterGroup(Runnable hook) {
    completer.afterGroup(hook);
  }

  /// Has what is committed followed; to be called before the first commit.
  void follow(Consumer<List<Commit.Write>> follower) {
    completer.follow(follower);
  }

  @Override
  public int waiting() {
    return groups.isCutOff() ? Integer.MAX_VALUE : intake.count();
  }

  /// Whether the database went away and did not answer since.
  boolean isCutOff() {
    return groups.isCutOff();
  }

  /// How hard it has worked until now.
  Effort effort() {
    return effort;
  }

  /// Has work done between two groups and waits for it.
  int between(Work work) throws InterruptedException {
    var order = new Order(work, new CompletableFuture<>());
    orders.put(order);
    intake.poke();
    if (ended) {
      refuseOrders();
    }
    try {
      return order.done().get();
    } catch (ExecutionException failed) {
      throw new StoreException("work between two groups failed", failed);
    }
  }

  private void run() {
    try {
      var taken = intake.take();
      while (!taken.isLast()) {
        turn(taken);
        rest();
        taken = intake.take();
      }
      turn(taken);
    } catch (InterruptedException _) {
      LOG.error("the store's writer was interrupted; nothing is written any more");
      intake.close(STOPPED);
    } finally {
      ended = true;
      refuseOrders();
    }
  }

  private void rest() {
    if (tempo.gathers() && orders.isEmpty()) {
      long rest = tempo.rest(System.nanoTime(), intake.count());
      if (rest > 0) {
        LockSupport.parkNanos(rest);
      }
    }
  }

  private void turn(Intake.Taken taken) throws InterruptedException {
    var told = new ArrayList<>(taken.refused());
    try {
      answer(taken.commits(), told);
      var order = orders.poll();
      if (order != null) {
        carryOut(order);
        if (!orders.isEmpty()) {
          // those that came together poked us once
          intake.poke();
        }
      }
    } catch (Groups.Doomed | RuntimeException | Error end) {
      stop(end);
    }
    completer.tell(told);
  }

  private void answer(List<Waiting> group, List<Handed> told) throws Groups.Doomed {
    if (group.isEmpty()) {
      return;
    }
    var results = results(group);
    for (int i = 0; i < results.length; i++) {
      var one = group.get(i);
      one.answer(results[i]);
      if (one.handed().isAnswered()) {
        told.add(one.handed());
      }
    }
  }

  private Result[] results(List<Waiting> group) throws Groups.Doomed {
    if (doomed) {
      var none = new Result[group.size()];
      Arrays.fill(none, new Result.Broken(STOPPED));
      return none;
    }
    var commits = new ArrayList<Commit>(group.size());
    for (var one : group) {
      commits.add(one.commit());
    }
    tempo.begins(System.nanoTime(), group.size());
    effort.begin();
    try {
      return groups.write(commits);
    } finally {
      effort.end();
    }
  }

  private void carryOut(Order order) throws Groups.Doomed {
    try {
      if (doomed) {
        order.done().completeExceptionally(new StoreException(STOPPED));
      } else {
        order.done().complete(groups.carryOut(order.work()));
      }
    } catch (SQLException | RuntimeException failed) {
      order.done().completeExceptionally(failed);
    }
  }

  private void stop(Throwable end) {
    LOG.error("the store stops: nobody knows what is on the disk", end);
    doomed = true;
    intake.close(STOPPED);
    fatal.accept(end.getCause() == null ? end : end.getCause());
  }

  private void refuseOrders() {
    for (@Nullable Order order = orders.poll(); order != null; order = orders.poll()) {
      order.done().completeExceptionally(new StoreException(STOPPED));
    }
  }

  /// Takes no more, writes what waits, tells everybody, and ends; at most 10 s.
  @Override
  public void close() {
    intake.close("the store is closed");
    try {
      if (thread.isAlive() && !thread.join(ENDS_WITHIN)) {
        LOG.error("the store's writer did not end within {}", ENDS_WITHIN);
        return;
      }
      completer.close();
      groups.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
