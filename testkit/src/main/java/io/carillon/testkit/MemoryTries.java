package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Attempts;
import java.util.List;
import java.util.Optional;

/// Reads how tries to tell something went in a [MemoryStore].
record MemoryTries(MemoryStore.Read read) implements Attempts {
  @Override
  public List<Kept> of(AccountId account, Id endpoint, long before, int limit) {
    return read.of(rows ->
        rows.attempts.page(
            attempt ->
                attempt.account().equals(account)
                    && attempt.endpoint().equals(Optional.of(endpoint)),
            before,
            Math.min(limit, ROWS_MAX)));
  }

  @Override
  public List<Kept> of(MessageId message, int sequence, long before, int limit) {
    return read.of(rows ->
        rows.attempts.page(
            attempt -> attempt.message().equals(message) && attempt.sequence() == sequence,
            before,
            Math.min(limit, ROWS_MAX)));
  }

  @Override
  public List<Kept> of(MessageId message, int limit) {
    return read.of(rows ->
        rows.attempts.page(
            attempt -> attempt.message().equals(message),
            Long.MAX_VALUE,
            Math.min(limit, ROWS_MAX)));
  }

  @Override
  public Health health(AccountId account, Id endpoint) {
    return read.of(rows -> rows.attempts.health(account, endpoint));
  }
}
