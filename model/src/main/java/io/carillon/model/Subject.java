package io.carillon.model;

/// What a notice speaks of.
public sealed interface Subject permits Message, Happening {
  /// Whose it is.
  AccountId account();
}
