package io.carillon.model.port;

import java.time.Instant;

/// What time it is. Every time-out uses [#ticks]; [#now] is for what people read.
public interface Clock {
  /// The wall clock, UTC, in whole microseconds. It may jump.
  Instant now();

  /// Nanoseconds of a clock that only moves forward, from an arbitrary start.
  long ticks();
}
