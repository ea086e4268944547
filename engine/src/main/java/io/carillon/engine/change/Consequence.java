package io.carillon.engine.change;

/// What follows from a change and must stand in the same commit: a pure function, listed in the
/// wiring. It may add rows, count notices and seal what the message says; it never changes the
/// status.
@FunctionalInterface
public interface Consequence {
  /// The change with what follows from it.
  Change follow(Change change);
}
