package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knocks at a database that went away until it answers again. While it is away callers are refused
/// before they hand a commit over, so that otherwise nobody might ask.
final class Knocking implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Knocking.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Writer writer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("store-knocking").daemon().unstarted(this::run);

  Knocking(Writer writer) {
    this.writer = writer;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (writer.isCutOff()) {
          knock();
        }
      }
    } catch (InterruptedException _) {
      LOG.warn("nobody knocks at the database any more");
    }
  }

  private void knock() throws InterruptedException {
    try {
      writer.between(_ -> 0);
    } catch (StoreException _) {
      // not yet: the writer told why
    }
  }

  /// Ends the thread; the writer must still run.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
