package io.carillon.engine.consent;

/// What a person means by a word that is the whole of a message.
public enum Intent {
  /// No more messages.
  STOP,
  /// Messages again.
  START,
  /// Who writes, and how to stop it.
  HELP
}
