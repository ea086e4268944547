package io.carillon.front.mycpaas;

/// Messaging services: senders in a pool.
final class MessagingServices {
  private static final String PREFIX = "MG";

  private MessagingServices() {}

  /// Whether a text has the form of a messaging service's id.
  static boolean isSid(String text) {
    return text.matches(PREFIX + "[0-9a-fA-F]{32}");
  }
}
