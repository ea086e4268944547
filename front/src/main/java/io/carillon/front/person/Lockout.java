package io.carillon.front.person;

import io.carillon.front.door.Keys;
import io.carillon.model.port.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Slows down who guesses the password of one user, from however many addresses: after five
/// failures in a row their password is not looked at for half a minute, after each further one for
/// twice as long, a quarter of an hour at most. Names that nobody has are treated alike, so that it
/// tells nothing.
///
/// It stands in memory: a restart forgets. At most 10,000 names (as hashes) are remembered; at the
/// bound all are forgotten.
public final class Lockout {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int DOUBLINGS_MAX = 5;
  private static final int REMEMBERED_MAX = 10_000;

  private final Clock clock;
  private final ConcurrentHashMap<String, Failures> failures = new ConcurrentHashMap<>();

  public Lockout(Clock clock) {
    this.clock = clock;
  }

  private record Failures(int count, long last) {
    Duration pause() {
      int doublings = Math.min(DOUBLINGS_MAX, count - FREE);
      var pause = count < FREE ? Duration.ZERO : FIRST.multipliedBy(1L << doublings);
      return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
  }

  /// How long nobody is let in by this name; empty where a password is looked at.
  public Optional<Duration> refuses(String login) {
    var known = failures.get(key(login));
    if (known == null) {
      return Optional.empty();
    }
    var left = known.pause().minusNanos(clock.ticks() - known.last());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /// Counts a failure; answers whether it shut the door that stood open.
  public boolean failed(String login) {
    if (failures.size() >= REMEMBERED_MAX) {
      failures.clear();
    }
    long now = clock.ticks();
    var after =
        failures.merge(
            key(login),
            new Failures(1, now),
            (old, first) ->
                now - old.last() >= FORGOTTEN.toNanos()
                    ? first
                    : new Failures(old.count() + 1, now));
    return after.count() >= FREE;
  }

  /// Forgets the failures of somebody who got in.
  public void succeeded(String login) {
    failures.remove(key(login));
  }

  private static String key(String login) {
    return Keys.sha256(login.toLowerCase(Locale.ROOT));
  }
}
