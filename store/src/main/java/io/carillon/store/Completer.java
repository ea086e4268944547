package io.carillon.store;

import io.carillon.model.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells callers what became of their commits, on one thread, so that the writer never waits for
/// what they do with it. Where they are slower than the writer for long, it waits.
final class Completer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Completer.class);
  private static final int GROUPS_MAX = 64;
  private static final List<Handed> END = List.of();

  private final BlockingQueue<List<Handed>> groups = new ArrayBlockingQueue<>(GROUPS_MAX);
  private volatile Consumer<List<Commit.Write>> follower = _ -> {};
  private final List<Runnable> hooks = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("store-completer").unstarted(this::run);

  void start() {
    thread.start();
  }

  /// Has what was committed followed before anybody is told of it. To be called before the first
  /// group.
  void follow(Consumer<List<Commit.Write>> next) {
    follower = next;
  }

  void afterGroup(Runnable hook) {
    hooks.add(hook);
  }

  /// Passes a group on; waits while too many are still to be told.
  void tell(List<Handed> group) throws InterruptedException {
    if (!group.isEmpty()) {
      groups.put(group);
    }
  }

  boolean isCurrentThread() {
    return Thread.currentThread().equals(thread);
  }

  private void run() {
    try {
      for (var group = groups.take(); !group.isEmpty(); group = groups.take()) {
        guarded(written(group));
        group.forEach(handed -> guarded(handed::tell));
        hooks.forEach(this::guarded);
      }
    } catch (InterruptedException _) {
      LOG.error("the store's completer was interrupted; nobody is told any more");
    }
  }

  private Runnable written(List<Handed> group) {
    return () -> {
      var writes = new ArrayList<Commit.Write>();
      group.forEach(handed -> handed.addWritten(writes));
      follower.accept(writes);
    };
  }

  /// One caller's bug must not keep the others from their answers.
  private void guarded(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException bug) {
      LOG.error("a caller failed on the answer to its commit", bug);
    }
  }

  /// Returns when all groups passed on were told.
  @Override
  public void close() {
    try {
      groups.put(END);
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
