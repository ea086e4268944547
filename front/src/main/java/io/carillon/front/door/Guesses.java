package io.carillon.front.door;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Slows down who guesses credentials: after so many failures from one address within a minute, a
/// credential that has not opened the door lately is not looked at until that minute is over.
/// Credentials that are known to be good pass, so that a guesser behind the same proxy locks nobody
/// out.
///
/// At most 10,000 addresses and 10,000 good credentials (as hashes) are remembered; at the bound
/// all are forgotten.
final class Guesses {
  private static final int REMEMBERED_MAX = 10_000;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Clock clock;
  private final int failuresMax;
  private final ConcurrentHashMap<InetAddress, Window> failures = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> good = new ConcurrentHashMap<>();

  /// @param failuresMax a minute and address; 0 = any number
  Guesses(Clock clock, int failuresMax) {
    this.clock = clock;
    this.failuresMax = failuresMax;
  }

  private record Window(long began, int count) {}

  /// Why a credential is not even looked at.
  Optional<Refusal> refuses(InetAddress from, String shown) {
    if (failuresMax == 0) {
      return Optional.empty();
    }
    var window = failures.get(from);
    if (window == null || window.count() < failuresMax) {
      return Optional.empty();
    }
    long left = MINUTE - (clock.ticks() - window.began());
    return left <= 0 || good.containsKey(Keys.sha256(shown))
        ? Optional.empty()
        : Optional.of(Refusal.later(Fault.TOO_MANY_REQUESTS, Duration.ofNanos(left)));
  }

  void failed(InetAddress from) {
    if (failuresMax == 0) {
      return;
    }
    if (failures.size() >= REMEMBERED_MAX) {
      failures.clear();
    }
    long now = clock.ticks();
    failures.merge(
        from,
        new Window(now, 1),
        (old, first) ->
            now - old.began() >= MINUTE ? first : new Window(old.began(), old.count() + 1));
  }

  /// Remembers that a credential is good.
  void succeeded(String shown) {
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
