package io.carillon.front;

import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/// Tasks on virtual threads; nothing in these tests waits for later.
final class ThreadTasks implements Tasks {
  @Override
  public void start(String name, Runnable body) {
    Thread.ofVirtual().name(name).start(body);
  }

  @Override
  public void later(String name, Duration pause, Runnable body) {
    throw new UnsupportedOperationException(name);
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
  public boolean await(BooleanSupplier open, Duration limit) {
    return open.getAsBoolean();
  }
}
