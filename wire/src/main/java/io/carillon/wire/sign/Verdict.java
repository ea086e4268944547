package io.carillon.wire.sign;

/// What checking a signature showed.
public enum Verdict {
  /// Signed with one of the secrets, at a time near enough.
  GENUINE,
  /// The signature is sound, but its time is too far from now: a replay, or a wrong clock.
  STALE,
  /// None of the signatures is of these secrets over this body.
  FORGED,
  /// What should hold signatures could not be read.
  MALFORMED
}
