package io.carillon.engine.notify;

import java.time.Duration;
import java.util.Optional;

/// Whether an endpoint is worth asking at all.
///
/// Problem: a dead endpoint costs each notice its tries, a place among the tellers and a commit.
/// Idea: after 5 failures of the endpoint in a row, whatever it was told, its lane rests: a second,
/// and twice as long after each probe that fails, 5 min at most, each up to a fifth longer so that
/// those that failed together do not come back together. After a rest one notice goes, the probe;
/// any answer that is no failure of the endpoint ends it all. An endpoint that asks for a pause
/// gets it at once.
///
/// Not safe for several threads: its lane's lock guards it. Moments are in ticks.
final class Circuit {
  static final int FAILURES_MAX = 5;
  static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final int seed;
  private int failures;
  private int probes;
  private boolean open;
  private long since;
  private long until;

  /// @param seed what spreads the pauses
  Circuit(int seed) {
    this.seed = seed;
  }

  /// Whether it lets anything through.
  enum Standing {
    CLOSED,
    /// Nothing.
    RESTING,
    /// One at a time.
    PROBING
  }

  Standing standing(long now) {
    if (!open) {
      return Standing.CLOSED;
    }
    return now - until < 0 ? Standing.RESTING : Standing.PROBING;
  }

  /// How long it rests from now on; zero where it does not.
  Duration restsFor(long now) {
    return standing(now) == Standing.RESTING ? Duration.ofNanos(until - now) : Duration.ZERO;
  }

  /// When it began to rest, of late; where it is closed it says nothing.
  long since() {
    return since;
  }

  /// Failures of the endpoint in a row.
  int failures() {
    return failures;
  }

  /// The endpoint answers, or somebody knows that it does.
  void close() {
    failures = 0;
    probes = 0;
    open = false;
  }

  /// Somebody wants it to be asked at once.
  void probe(long now) {
    until = open && until - now > 0 ? now : until;
  }

  /// The endpoint failed. Answers whether a rest begins with it: what was under way already when it
  /// began to rest prolongs nothing.
  boolean failed(long begun, long now, Optional<Duration> asked) {
    failures++;
    boolean late = open && begun - until < 0;
    if (asked.isPresent()) {
      return rest(now, asked.get(), !open || !late);
    }
    if (late || (!open && failures < FAILURES_MAX)) {
      return false;
    }
    return rest(now, pause(probes++), true);
  }

  private boolean rest(long now, Duration pause, boolean fresh) {
    long end = now + pause.toNanos();
    until = open && until - end > 0 ? until : end;
    if (!open) {
      since = now;
    }
    open = true;
    return fresh;
  }

  private Duration pause(int before) {
    long seconds = Math.min(LONGEST.toSeconds(), FIRST.toSeconds() << Math.min(before, 30));
    int spread = Math.floorMod(seed + before * 7_919, 1_000);
    return Duration.ofMillis(seconds * 1_000 + seconds * spread / 5);
  }
}
