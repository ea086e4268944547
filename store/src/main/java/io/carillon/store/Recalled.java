package io.carillon.store;

import io.carillon.model.Id;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Messages that were just brought back from the archive: they are old enough to leave, but whoever
/// brought them back has yet to change them. Forgotten after a minute; a crash ends that change,
/// too, so memory is enough.
final class Recalled {
  static final Duration STAYS = Duration.ofMinutes(1);

  private final LongSupplier ticks;
  private final Map<Id, Long> since = new LinkedHashMap<>();

  Recalled(LongSupplier ticks) {
    this.ticks = ticks;
  }

  synchronized void note(Id id) {
    forget();
    since.remove(id);
    since.put(id, ticks.getAsLong());
  }

  /// Whether it is to stay for now.
  synchronized boolean stays(Id id) {
    if (since.isEmpty()) {
      return false;
    }
    forget();
    return since.containsKey(id);
  }

  private void forget() {
    var oldest = since.values().iterator();
    while (oldest.hasNext() && ticks.getAsLong() - oldest.next() >= STAYS.toNanos()) {
      oldest.remove();
    }
  }
}
