package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.MessageId;
import io.carillon.model.Touch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often persons were written to, in a [MemoryStore]. Not safe by itself: the store's lock
/// guards it.
final class MemoryTouches {
  private final Map<MessageId, Touch> counted = new HashMap<>();

  void put(Touch touch) {
    counted.put(touch.message(), touch);
  }

  void drop(Write.Untouched back) {
    counted.remove(back.message());
  }

  void sweep(Instant now) {
    counted.values().removeIf(touch -> touch.until().isBefore(now));
  }

  /// Answers how many rows that were.
  long blot(Address person, Set<AccountId> accounts) {
    long before = counted.size();
    counted
        .values()
        .removeIf(touch -> touch.person().equals(person) && accounts.contains(touch.account()));
    return before - counted.size();
  }

  @Nullable Result tooOften(List<Guard> guards) {
    var all = new HashMap<>(counted);
    var late = new HashMap<MessageId, Instant>();
    for (var guard : guards) {
      if (guard instanceof Guard.Seldom(var touch, var limits)) {
        var others =
            all.values().stream()
                .filter(other -> other.account().equals(touch.account()))
                .filter(other -> other.person().equals(touch.person()))
                .filter(other -> !other.message().equals(touch.message()))
                .map(Touch::seen)
                .toList();
        var free = touch.free(limits, others);
        if (free.isAfter(touch.at())) {
          late.put(touch.message(), free);
        } else {
          all.put(touch.message(), touch);
        }
      }
    }
    return late.isEmpty() ? null : new Result.TooOften(late);
  }
}
