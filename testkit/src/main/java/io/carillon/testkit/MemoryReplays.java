package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Replay;
import io.carillon.model.port.ReplayJobs;
import java.util.List;
import java.util.Optional;

/// Reads the jobs of a [MemoryStore] that have something told again.
record MemoryReplays(MemoryStore.Read read) implements ReplayJobs {
  @Override
  public Optional<Replay> find(Id id) {
    return read.of(rows -> Optional.ofNullable(rows.replays.get(id)));
  }

  @Override
  public List<Replay> page(AccountId account, String lane, Optional<Id> below, int limit) {
    return read.of(rows ->
        rows.replays.descendingMap().values().stream()
            .filter(replay -> replay.account().equals(account) && replay.lane().equals(lane))
            .filter(replay -> below.isEmpty() || replay.id().compareTo(below.get()) < 0)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public List<Replay> open(int limit) {
    return read.of(rows ->
        rows.replays.values().stream()
            .filter(Replay::isOpen)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }
}
