package io.carillon.model;

/// What the door keeps of those who pass it.
public sealed interface Signing {
  /// A user signed in.
  record In(Session session) implements Signing {}

  /// A session ended before its time.
  record Out(Id session) implements Signing {}

  /// A session was shown.
  record Seen(Id session, Sighting sighting) implements Signing {}

  /// An API key was shown.
  ///
  /// @param key its id
  record Used(String key, Sighting sighting) implements Signing {}
}
