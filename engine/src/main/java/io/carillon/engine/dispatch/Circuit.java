package io.carillon.engine.dispatch;

import java.time.Duration;

/// Whether a carrier is worth asking at all: when most of its latest answers were troubles of its
/// own, nothing goes to it for a while; then a few messages try it.
///
/// Problem: a far end that is up and answers everything with a system error, or never, costs each
/// message its tries. Idea: the last 50 outcomes of at most a minute; with 20 of them and half of
/// them bad the circuit opens, 10 s the first time, twice as long each time after, 5 min at most.
/// After that one message at a time goes; five that were taken in a row close it, one bad opens it.
final class Circuit {
  private static final int REMEMBERED = 50;
  private static final int ENOUGH = 20;
  private static final int PROBES = 5;
  private static final long FRESH = Duration.ofMinutes(1).toNanos();
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final long[] moments = new long[REMEMBERED];
  private final boolean[] troubles = new boolean[REMEMBERED];
  private int known;
  private int at;
  private Standing standing = Standing.CLOSED;
  private long openUntil;
  private Duration pause = FIRST;
  private int probed;

  /// Whether it lets anything through.
  enum Standing {
    CLOSED,
    /// Nothing.
    OPEN,
    /// One at a time.
    TRYING
  }

  /// How it stands at this moment, in ticks.
  synchronized Standing standing(long now) {
    if (standing == Standing.OPEN && now - openUntil >= 0) {
      standing = Standing.TRYING;
      probed = 0;
    }
    return standing;
  }

  /// How long it stays open; zero when it is not.
  synchronized Duration openFor(long now) {
    return standing(now) == Standing.OPEN ? Duration.ofNanos(openUntil - now) : Duration.ZERO;
  }

  /// An answer that was the carrier's own trouble, or none. True when it opens the circuit.
  synchronized boolean trouble(long now) {
    note(true, now);
    return switch (standing(now)) {
      case OPEN -> false;
      case TRYING -> open(now);
      case CLOSED -> isBad(now) && open(now);
    };
  }

  /// An answer that shows that the carrier works, whatever it says of the message. True when it
  /// closes the circuit.
  synchronized boolean works(long now) {
    if (standing == Standing.CLOSED) {
      note(false, now);
      return false;
    }
    if (standing(now) != Standing.TRYING || ++probed < PROBES) {
      return false;
    }
    standing = Standing.CLOSED;
    pause = FIRST;
    known = 0;
    return true;
  }

  private void note(boolean trouble, long now) {
    moments[at] = now;
    troubles[at] = trouble;
    at = (at + 1) % REMEMBERED;
    known = Math.min(REMEMBERED, known + 1);
  }

  private boolean isBad(long now) {
    int fresh = 0;
    int bad = 0;
    for (int i = 0; i < known; i++) {
      if (now - moments[i] < FRESH) {
        fresh++;
        bad += troubles[i] ? 1 : 0;
      }
    }
    return fresh >= ENOUGH && 2 * bad >= fresh;
  }

  private boolean open(long now) {
    standing = Standing.OPEN;
    openUntil = now + pause.toNanos();
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    known = 0;
    return true;
  }
}
