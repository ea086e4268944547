package io.carillon.sandbox.smsc.scripted;

import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import java.util.LinkedHashMap;

/// Counts the tries of each message, which it knows again by its addresses, its reference and what
/// it says; it remembers at most 10,000, of which the oldest goes first.
final class Tries {
  private static final int MESSAGES_MAX = 10_000;

  private final LinkedHashMap<Key, Integer> tries = new LinkedHashMap<>();

  record Key(SmppAddress source, SmppAddress destination, int reference, Octets payload) {}

  /// Whether this is one of the first so many tries.
  synchronized boolean isAmong(int first, Key key) {
    int times = tries.merge(key, 1, Integer::sum);
    if (times > first) {
      tries.remove(key);
      return false;
    }
    if (tries.size() > MESSAGES_MAX) {
      tries.pollFirstEntry();
    }
    return true;
  }
}
