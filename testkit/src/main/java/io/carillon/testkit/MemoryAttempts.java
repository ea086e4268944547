package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Attempts.Health;
import io.carillon.model.port.Attempts.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How tries to tell something went, in a [MemoryStore].
final class MemoryAttempts {
  private static final int FAILURES_MAX = 1_000;

  private final TreeMap<Long, Attempt> all = new TreeMap<>();

  void put(Attempt attempt) {
    all.put(all.isEmpty() ? 1 : all.lastKey() + 1, attempt);
  }

  /// The newest stays.
  void sweep(Instant now) {
    var limit = now.minus(MemoryStore.KEPT);
    while (all.size() > 1 && all.firstEntry().getValue().at().isBefore(limit)) {
      all.pollFirstEntry();
    }
  }

  void blot(Predicate<Attempt> which) {
    all.replaceAll((_, attempt) -> which.test(attempt) ? attempt.blotted() : attempt);
  }

  void drop(MessageId message) {
    all.values().removeIf(attempt -> attempt.message().equals(message));
  }

  List<Kept> page(Predicate<Attempt> which, long before, int limit) {
    return all.headMap(before, false).descendingMap().entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .limit(limit)
        .map(entry -> new Kept(entry.getKey(), entry.getValue()))
        .toList();
  }

  Health health(AccountId account, Id endpoint) {
    Optional<Instant> succeeded = Optional.empty();
    Optional<Instant> failed = Optional.empty();
    Optional<Instant> failing = Optional.empty();
    int failures = 0;
    for (var attempt : all.values()) {
      if (!attempt.account().equals(account) || !attempt.endpoint().equals(Optional.of(endpoint))) {
        continue;
      }
      if (attempt.told()) {
        succeeded = Optional.of(attempt.at());
        failing = Optional.empty();
        failures = 0;
      } else {
        failed = Optional.of(attempt.at());
        failing = failing.or(() -> Optional.of(attempt.at()));
        failures = Math.min(FAILURES_MAX, failures + 1);
      }
    }
    return new Health(succeeded, failed, failing, failures);
  }
}
