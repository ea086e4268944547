package io.carillon.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Everything that a seed decides is drawn here.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// True this often out of a hundred times.
  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /// A number from `least` to `most`, both included.
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /// A pause in whole microseconds.
  Duration millis(int least, int most) {
    return Duration.ofNanos(1_000L * random.nextLong(1_000L * least, 1_000L * most + 1));
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  long seed() {
    return random.nextLong();
  }
}
