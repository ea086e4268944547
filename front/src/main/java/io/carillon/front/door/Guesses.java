package io.carillon.front.door;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Neighbours;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Slows down who guesses credentials: counts the failures from one address (one /64 of IPv6)
/// within a minute, and says when there were too many.
///
/// The passwords that people choose are not looked at then, until that minute is over, but for
/// those that have opened the door before: a guesser behind the same proxy locks out nobody who is
/// in.
///
/// At most 10,000 addresses and 10,000 good passwords (as hashes) are remembered; at the bound all
/// are forgotten.
public final class Guesses {
  private static final int REMEMBERED_MAX = 10_000;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Clock clock;
  private volatile int failuresMax;
  private final ConcurrentHashMap<InetAddress, Window> failures = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> good = new ConcurrentHashMap<>();

  /// @param failuresMax a minute and address; 0 = any number
  public Guesses(Clock clock, int failuresMax) {
    this.clock = clock;
    this.failuresMax = failuresMax;
  }

  /// Another bound from now on.
  void adopt(int next) {
    failuresMax = next;
  }

  private record Window(long began, int count) {}

  /// Why a password is not even looked at.
  public Optional<Refusal> refusesUnseen(InetAddress from, String shown) {
    var pause = pause(from);
    return pause.isEmpty() || good.containsKey(Keys.sha256(shown))
        ? Optional.empty()
        : pause.map(Guesses::later);
  }

  /// Counts a failure; a refusal where there were too many before it.
  public Optional<Refusal> failed(InetAddress from) {
    var pause = pause(from);
    count(from);
    return pause.map(Guesses::later);
  }

  private static Refusal later(Duration pause) {
    return Refusal.later(Fault.TOO_MANY_REQUESTS, pause);
  }

  /// How long an address that failed too often is to wait.
  private Optional<Duration> pause(InetAddress from) {
    var window = failures.get(Neighbours.of(from));
    if (failuresMax == 0 || window == null || window.count() < failuresMax) {
      return Optional.empty();
    }
    long left = MINUTE - (clock.ticks() - window.began());
    return left <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(left));
  }

  private void count(InetAddress from) {
    if (failuresMax == 0) {
      return;
    }
    if (failures.size() >= REMEMBERED_MAX) {
      failures.clear();
    }
    long now = clock.ticks();
    failures.merge(
        Neighbours.of(from),
        new Window(now, 1),
        (old, first) ->
            now - old.began() >= MINUTE ? first : new Window(old.began(), old.count() + 1));
  }

  /// Remembers that a password is good.
  public void succeeded(String shown) {
    if (failuresMax == 0) {
      return;
    }
    var hash = Keys.sha256(shown);
    if (good.containsKey(hash)) {
      return;
    }
    if (good.size() >= REMEMBERED_MAX) {
      good.clear();
    }
    good.put(hash, true);
  }
}
