package io.carillon.engine.account;

import io.carillon.model.Commit.Entry;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What an order comes to, decided on what stands when it is its turn.
sealed interface Wanted<T> {
  /// Nothing is to be done; a repeated request hears what the earlier one did all the same.
  record No<T>(Refusal refusal, Optional<Earlier<T>> earlier) implements Wanted<T> {}

  /// What is to be written.
  ///
  /// @param also what happens with it
  record Plan<T>(T value, List<Entry> entries, Optional<Once<T>> once, List<Event> also)
      implements Wanted<T> {
    Plan(T value, List<Entry> entries, Optional<Once<T>> once) {
      this(value, entries, once, List.of());
    }
  }

  /// An idempotency key, what it stands for, and how that is found again.
  record Once<T>(Idempotency key, Id subject, Function<Id, Optional<T>> again) {
    Earlier<T> earlier() {
      return new Earlier<>(key, again);
    }
  }

  /// An idempotency key that may have been used, and how what it stands for is found again.
  record Earlier<T>(Idempotency key, Function<Id, Optional<T>> again) {}
}
