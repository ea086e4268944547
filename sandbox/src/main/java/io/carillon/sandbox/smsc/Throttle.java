package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Octets;
import java.util.LinkedHashMap;

/// Refuses each message twice. It knows a message again by its addresses, its reference and what it
/// says; it remembers at most 10,000, of which the oldest goes first.
final class Throttle {
  private static final int TIMES = 2;
  private static final int MESSAGES_MAX = 10_000;

  private final LinkedHashMap<Key, Integer> refused = new LinkedHashMap<>();

  private record Key(Ends ends, int reference, Octets payload) {}

  /// Whether this try is to be refused.
  synchronized boolean refuses(SubmitSm submit) {
    int reference = submit.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElse(-1);
    var key = new Key(new Ends(submit.source(), submit.destination()), reference, submit.payload());
    int times = refused.merge(key, 1, Integer::sum);
    if (times > TIMES) {
      refused.remove(key);
      return false;
    }
    if (refused.size() > MESSAGES_MAX) {
      refused.pollFirstEntry();
    }
    return true;
  }
}
