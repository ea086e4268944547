package io.carillon.wire.smpp;

import java.util.Optional;

/// How a client stands.
///
/// @param last why the last session ended or could not begin; nothing where all went well so far
public record ClientState(Phase phase, Optional<SessionEnd> last) {
  /// How far it has come.
  public enum Phase {
    /// Connecting or binding.
    CONNECTING,
    BOUND,
    /// Pausing before the next attempt.
    WAITING,
    /// Not started, or closed for good.
    CLOSED
  }
}
