package io.carillon.app;

import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again and again, on a thread of its own, until closed. One round that breaks is
/// logged; the next comes all the same.
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Thread thread;
  private volatile boolean closed;

  /// One round.
  @FunctionalInterface
  interface Round {
    void run() throws InterruptedException;
  }

  Sweeper(String name, Duration pause, Round round) {
    thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              while (!closed) {
                LockSupport.parkNanos(pause.toNanos());
                if (!closed) {
                  run(name, round);
                }
              }
            });
  }

  private void run(String name, Round round) {
    try {
      round.run();
    } catch (InterruptedException _) {
      closed = true;
    } catch (StoreException e) {
      LOG.warn("{} goes on when the store answers: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} broke; it goes on", name, e);
    }
  }

  void start() {
    thread.start();
  }

  /// Ends after the round under way, within 2 s.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
