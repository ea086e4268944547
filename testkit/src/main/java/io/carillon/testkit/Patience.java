package io.carillon.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How long a test looks again for what another thread or process does and gives no signal of.
///
/// Between two looks it rests for a moment: a test that spins takes the core from what it waits
/// for.
public final class Patience {
  private static final long REST = 2_000_000L;

  /// Only a test that fails waits for so long: two slow cores and a dozen servers on them are no
  /// failure.
  private static final Duration USUAL = Duration.ofMinutes(2);

  private final long start = System.nanoTime();
  private final Duration limit;

  public Patience(Duration limit) {
    this.limit = limit;
  }

  /// Looks until the claim holds, for at most 2 minutes.
  public static void until(BooleanSupplier claim, Supplier<String> seen) {
    var patience = usual();
    while (!claim.getAsBoolean()) {
      patience.rest(seen);
    }
  }

  /// Two minutes.
  public static Patience usual() {
    return new Patience(USUAL);
  }

  /// A moment's rest before the next look; fails once the limit is over.
  ///
  /// @param seen what was seen last, for the one who reads why it failed
  public void rest(Supplier<String> seen) {
    if (System.nanoTime() - start > limit.toNanos()) {
      throw new AssertionError(
          "not within " + limit.toSeconds() + " s; what was seen last: " + seen.get());
    }
    LockSupport.parkNanos(REST);
  }
}
