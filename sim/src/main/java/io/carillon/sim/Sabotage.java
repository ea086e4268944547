package io.carillon.sim;

/// A part of the machinery that is broken on purpose, to prove that the simulation would notice.
public enum Sabotage {
  /// Nothing.
  NONE,
  /// The store writes a change over others that its decider did not see.
  NO_REV_GUARD,
  /// Claims are said to be written before they are.
  NO_INTENT,
  /// Receipts that nobody knows yet are said to be kept, and are not.
  NO_PARKING,
  /// Callers are answered before their messages are synced.
  NO_SYNC,
  /// Notices that failed are forgotten.
  NO_RETELLING,
  /// Claims do not ask whether a person has stopped their sender.
  NO_STOPPING,
  /// Claims do not ask how often its person was written to.
  NO_COUNTING,
  /// What persons write is kept without that by which it is known again.
  NO_PRINTS
}
