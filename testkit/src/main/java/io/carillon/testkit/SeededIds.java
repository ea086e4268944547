package io.carillon.testkit;

import io.carillon.model.Id;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import java.util.SplittableRandom;

/// Ids that are the same for the same seed and the same clock. Safe from any thread.
public final class SeededIds implements Ids {
  private static final int SEQUENCE_MAX = 0xFFF;

  private final SplittableRandom chance;
  private final Clock clock;
  private long millis;
  private int sequence = -1;

  /// Ids of the time that a fresh [ManualClock] shows.
  public SeededIds(long seed) {
    this(seed, new ManualClock());
  }

  /// Ids of the time that `clock` shows.
  public SeededIds(long seed, Clock clock) {
    chance = new SplittableRandom(seed);
    this.clock = clock;
  }

  @Override
  public synchronized Id next() {
    long now = clock.now().toEpochMilli();
    if (now > millis) {
      millis = now;
      sequence = 0;
    } else if (sequence == SEQUENCE_MAX) {
      millis++;
      sequence = 0;
    } else {
      sequence++;
    }
    return Id.v7(millis, sequence, chance.nextLong());
  }
}
