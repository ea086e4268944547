package io.carillon.bench.far;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread or process does and gives no signal of.
final class Eventually {
  private static final long LIMIT = 20_000_000_000L;

  private Eventually() {}

  static void holds(BooleanSupplier claim) {
    var start = System.nanoTime();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT) {
        throw new AssertionError("did not come true within 20 s");
      }
      LockSupport.parkNanos(100_000);
    }
  }
}
