package io.carillon.wire.text;

/// What became of reading a user data header.
public sealed interface UserData {
  /// The header was read: what it says, its octets, and the body behind it.
  record Split(Udh udh, Octets header, Octets body) implements UserData {}

  /// The octets hold no proper header. The receiver chooses whether to show them as they are.
  record Broken(String why) implements UserData {}
}
