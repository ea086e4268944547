package io.carillon.engine.time;

import io.carillon.model.port.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether what the calendar calls old may be taken away.
///
/// Problem: keys, receipts without an owner and told notices are kept for days, and a wall clock
/// that is set ahead makes all of them old at once, keys whose requests may still be repeated among
/// them. Idea: after such a jump nothing is taken away until the longest of those times has gone by
/// in ticks. A process that begins cannot know whether the clock was set before: for an hour it
/// takes nothing away either, so that what still finds its owner at a start does so.
public final class Calendar {
  private static final Logger LOG = LoggerFactory.getLogger(Calendar.class);
  private static final Duration SET = Duration.ofSeconds(2);
  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final Duration HELD_FOR = Duration.ofDays(7);
  private static final Duration BEGINS_FOR = Duration.ofHours(1);

  private final Clock clock;
  private final ClockWatch watch;
  private long heldUntil;
  private boolean holds = true;

  /// Watches the clock from now on.
  public Calendar(Clock clock) {
    this.clock = clock;
    watch = new ClockWatch(clock);
    heldUntil = clock.ticks() + BEGINS_FOR.toNanos();
  }

  /// Looks at the clock. To be called about each second.
  public synchronized void look() {
    var moved = watch.moved();
    if (moved.abs().compareTo(SET) > 0) {
      LOG.warn("the wall clock was set by {} s", moved.toSeconds());
    }
    if (moved.compareTo(AHEAD) > 0) {
      holds = true;
      heldUntil = clock.ticks() + HELD_FOR.toNanos();
    }
  }

  /// Whether old things may be taken away now.
  public synchronized boolean isTrusted() {
    if (holds && clock.ticks() - heldUntil >= 0) {
      holds = false;
    }
    return !holds;
  }
}
