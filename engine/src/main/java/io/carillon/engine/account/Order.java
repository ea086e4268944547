package io.carillon.engine.account;

import io.carillon.model.Refusal;

/// What became of something that an account ordered.
///
/// @param <T> what it was about
public sealed interface Order<T> {
  /// It is synced.
  ///
  /// @param repeated whether an earlier request with the same idempotency key did it
  record Done<T>(T value, boolean repeated) implements Order<T> {}

  /// Nothing happened.
  record Refused<T>(Refusal refusal) implements Order<T> {}
}
