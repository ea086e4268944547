package io.carillon.app.run;

import io.carillon.model.Id;
import io.carillon.model.port.Ids;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// UUIDv7 ids that only grow, also within a millisecond and when the clock steps back.
///
/// The 60 bits of chance make ids of several servers differ; they are no secret.
public final class OrderedIds implements Ids {
  private static final int SEQUENCE_BITS = 12;
  private static final int SEQUENCE_MAX = (1 << SEQUENCE_BITS) - 1;

  /// Milliseconds and sequence of the last id, as one number that grows by at least one.
  private final AtomicLong last = new AtomicLong();

  private final SplittableRandom chance = new SplittableRandom(new SecureRandom().nextLong());

  @Override
  public Id next() {
    long now = System.currentTimeMillis() << SEQUENCE_BITS;
    long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
    return Id.v7(stamp >>> SEQUENCE_BITS, (int) (stamp & SEQUENCE_MAX), chance());
  }

  private synchronized long chance() {
    return chance.nextLong();
  }
}
