package io.carillon.app.run;

import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each task on a virtual thread of its own; one platform thread watches the time.
public final class VirtualTasks implements Tasks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualTasks.class);
  private static final int LATER_MAX = 100_000;
  private static final long LOOK_NANOS = 1_000_000;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
  private final AtomicInteger waiting = new AtomicInteger();
  private final Meters.Count broken;

  public VirtualTasks(Meters meters) {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    broken = meters.count("tasks.broken");
    meters.gauge("tasks.later", waiting::get);
  }

  @Override
  public void start(String name, Runnable body) {
    Thread.ofVirtual().name(name).start(() -> run(name, body));
  }

  @Override
  public void later(String name, Duration pause, Runnable body) {
    if (waiting.get() >= LATER_MAX || timer.isShutdown()) {
      return;
    }
    waiting.incrementAndGet();
    try {
      var _ =
          timer.schedule(
              () -> {
                waiting.decrementAndGet();
                start(name, body);
              },
              Math.max(0, pause.toNanos()),
              TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.RejectedExecutionException _) {
      waiting.decrementAndGet();
    }
  }

  private void run(String name, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      broken.add(1);
      LOG.error("task '{}' broke", name, e);
    }
  }

  @Override
  public Gate gate() {
    var latch = new CountDownLatch(1);
    return new Gate() {
      @Override
      public void open() {
        latch.countDown();
      }

      @Override
      public void pass() throws InterruptedException {
        latch.await();
      }
    };
  }

  @Override
  public boolean await(BooleanSupplier open, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!open.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  /// Starts nothing of what waits for its time any more.
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
