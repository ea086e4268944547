package io.carillon.sandbox.smsc.script;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long something takes.
public sealed interface Delay {
  /// No time.
  Delay NONE = new Fixed(Duration.ZERO);

  /// Nanoseconds, drawn anew for each message.
  long draw(RandomGenerator random);

  /// Always the same.
  record Fixed(Duration time) implements Delay {
    @Override
    public long draw(RandomGenerator random) {
      return time.toNanos();
    }
  }

  /// Each between the two equally often.
  record Uniform(Duration least, Duration most) implements Delay {
    @Override
    public long draw(RandomGenerator random) {
      return random.nextLong(least.toNanos(), most.toNanos() + 1);
    }
  }

  /// Many short, few long, with this mean; none longer than `most`.
  record Exponential(Duration mean, Duration most) implements Delay {
    @Override
    public long draw(RandomGenerator random) {
      return Math.min((long) (mean.toNanos() * random.nextExponential()), most.toNanos());
    }
  }
}
