package io.carillon.sim;

import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Tasks that may wait for what the store writes. Tasks run on top of each other here, so such a
/// one begins only where nothing waits for it: under a caller that is just being told, the store
/// would write nothing before it had ended.
record Outermost(World world, Tasks inner) implements Tasks {
  private static final Duration SOON = Duration.ofMillis(1);

  @Override
  public void start(String name, Runnable body) {
    inner.start(name, () -> run(name, body));
  }

  @Override
  public void later(String name, Duration pause, Runnable body) {
    inner.later(name, pause, () -> run(name, body));
  }

  private void run(String name, Runnable body) {
    if (world.isOutermost()) {
      body.run();
    } else {
      later(name, SOON, body);
    }
  }

  @Override
  public Gate gate() {
    return inner.gate();
  }

  @Override
  public boolean await(BooleanSupplier open, Duration limit) throws InterruptedException {
    return inner.await(open, limit);
  }
}
