package io.carillon.front.intelepeer;

import java.util.concurrent.Semaphore;

/// Bounds what all large bodies together make us hold while their messages are accepted: a permit
/// for each octet of a body over 256 KiB.
final class Loads {
  /// The sum over all bodies, in octets.
  static final int OCTETS_MAX = 64 << 20;

  /// A body of no more octets is not counted.
  static final int SMALL_MAX = 256 << 10;

  private final Semaphore octets;

  Loads() {
    this(OCTETS_MAX);
  }

  Loads(int octetsMax) {
    octets = new Semaphore(octetsMax);
  }

  /// Takes a body in if there is room; each that was is to be [#left].
  boolean enter(int length) {
    return length <= SMALL_MAX || octets.tryAcquire(length);
  }

  /// A body is done with.
  void left(int length) {
    if (length > SMALL_MAX) {
      octets.release(length);
    }
  }
}
