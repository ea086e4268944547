package io.carillon.app.run;

import io.carillon.model.port.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The machine's clock.
public final class SystemClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long ticks() {
    return System.nanoTime();
  }
}
