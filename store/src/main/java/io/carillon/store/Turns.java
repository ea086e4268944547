package io.carillon.store;

import io.carillon.model.port.StoreBusy;
import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// How many questions of one kind are answered at the same time: each keeps a processor busy for
/// milliseconds, which those who send need too. The others wait, in order; of too many, or for too
/// long, they are refused.
///
/// They are answered on threads of their own. The next one begins when the one before it ends: on
/// the virtual threads of those who ask it would first wait behind all requests that are under way.
final class Turns implements AutoCloseable {
  private static final int WAITING_MAX = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// A question takes less, once it has begun.
  private static final long ENDS_WITHIN_S = 5;

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /// @param name of its threads
  /// @param waitingMax so many wait at most
  /// @param patience for how long one waits
  Turns(String name, int together, int waitingMax, Duration patience) {
    BlockingQueue<Runnable> waiting =
        waitingMax == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waitingMax);
    var factory = Thread.ofPlatform().name(name + "-", 1).daemon().factory();
    threads = new ThreadPoolExecutor(together, together, 0, TimeUnit.SECONDS, waiting, factory);
    this.patience = patience;
  }

  /// Those of searches.
  ///
  /// @param quick what the index answers alone, in a few milliseconds
  /// @param slow what may look at many messages
  record OfSearches(Turns quick, Turns slow) implements AutoCloseable {
    /// One in two processors for quick ones, one for slow ones.
    OfSearches() {
      this(
          new Turns(
              "store-quick",
              Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
              WAITING_MAX,
              PATIENCE),
          new Turns("store-slow", 1, WAITING_MAX, PATIENCE));
    }

    @Override
    public void close() {
      quick.close();
      slow.close();
    }
  }

  /// Answers a question when it is its turn.
  ///
  /// @throws StoreBusy where that takes too long
  <T> T take(Supplier<T> question) {
    var answer = new FutureTask<>(question::get);
    try {
      threads.execute(answer);
      return awaited(answer);
    } catch (RejectedExecutionException full) {
      throw threads.isShutdown() ? closed() : busy();
    } catch (CancellationException dropped) {
      throw closed();
    } catch (ExecutionException failed) {
      throw unchecked(failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while other searches went on");
    }
  }

  private <T> T awaited(FutureTask<T> answer) throws ExecutionException, InterruptedException {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      if (threads.remove(answer)) {
        throw busy();
      }
      return answer.get();
    }
  }

  /// How many questions wait.
  int waiting() {
    return threads.getQueue().size();
  }

  private static StoreBusy busy() {
    return new StoreBusy("too many searches at the same time");
  }

  private static StoreException closed() {
    return new StoreException("the store is closed");
  }

  private static RuntimeException unchecked(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException usual -> usual;
      case Error error -> throw error;
      case null, default -> new StoreException("a search failed", failed);
    };
  }

  /// Drops the questions that wait and lets those under way end. No thread is interrupted: that
  /// would close the files that it reads.
  @Override
  public void close() {
    threads.shutdown();
    for (var waiting = threads.getQueue().poll();
        waiting != null;
        waiting = threads.getQueue().poll()) {
      if (waiting instanceof FutureTask<?> dropped) {
        dropped.cancel(false);
      }
    }
    try {
      threads.awaitTermination(ENDS_WITHIN_S, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
