package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Refused;
import io.carillon.model.port.Refusals;
import java.util.Comparator;
import java.util.List;

/// Reads what policy refused of a [MemoryStore].
record MemoryRefusals(MemoryStore.Read read) implements Refusals {
  @Override
  public List<Refused> of(AccountId account, String requestId) {
    return read.of(rows ->
        rows.refusals.stream()
            .filter(refused -> refused.account().equals(account))
            .filter(refused -> refused.requestId().equals(requestId))
            .sorted(Comparator.comparingInt(Refused::index))
            .limit(ROWS_MAX)
            .toList());
  }
}
