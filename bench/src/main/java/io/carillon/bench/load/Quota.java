package io.carillon.bench.load;

/// How many messages may still be sent, where a load stops after a number of them.
final class Quota {
  private long left = Long.MAX_VALUE;

  /// From now on so many.
  void limit(long messages) {
    left = messages;
  }

  /// Nothing more is sent.
  void close() {
    left = 0;
  }

  boolean isUsedUp() {
    return left <= 0;
  }

  void take(int messages) {
    left -= messages;
  }
}
