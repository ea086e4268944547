package io.carillon.sandbox.smsc.scripted;

import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The deliver_sm of one bind: those that wait for an answer, by their sequence_number, and those
/// that may go on this bind only. Its bind's lock guards it.
final class Pending {
  private final Map<Integer, Sent> sent = new LinkedHashMap<>();
  private final ArrayDeque<Owed> own = new ArrayDeque<>();
  private boolean drained;
  private int sequence;

  private record Sent(Owed owed, long at) {}

  Pending(int firstSequence) {
    sequence = firstSequence - 1;
  }

  int inFlight() {
    return sent.size();
  }

  /// 1 comes behind the last (SMPP 3.4 §5.1.4).
  int nextSequence() {
    sequence = sequence == PduCodec.SEQUENCE_MAX ? 1 : sequence + 1;
    return sequence;
  }

  /// False where it was drained: nothing would ever take it.
  boolean queue(Owed owed) {
    return !drained && own.add(owed);
  }

  /// What is to go next; null where there is nothing.
  @Nullable Owed next(Postbox postbox) {
    var first = own.poll();
    return first == null ? postbox.poll() : first;
  }

  /// Answers its sequence_number.
  int add(Owed owed, long now) {
    int number = nextSequence();
    sent.put(number, new Sent(owed, now));
    return number;
  }

  /// What was sent under this number; null where nothing was.
  @Nullable Owed remove(int number) {
    var one = sent.remove(number);
    return one == null ? null : one.owed();
  }

  /// Takes out what was sent at that time or before.
  void expire(long until, List<Owed> expired) {
    var oldest = sent.values().iterator();
    while (oldest.hasNext()) {
      var one = oldest.next();
      if (one.at() - until > 0) {
        return;
      }
      expired.add(one.owed());
      oldest.remove();
    }
  }

  /// Takes out everything.
  void drain(List<Owed> left) {
    drained = true;
    sent.values().forEach(one -> left.add(one.owed()));
    left.addAll(own);
    sent.clear();
    own.clear();
  }

  /// As a peer below SMPP 3.4 must get it: it keeps its message and loses all else.
  static DeliverSm withoutTlvs(DeliverSm pdu) {
    var payload = pdu.tlvs().find(Tag.MESSAGE_PAYLOAD);
    var octets = payload.orElse(pdu.shortMessage());
    return new DeliverSm(
        pdu.serviceType(),
        pdu.source(),
        pdu.destination(),
        pdu.handling(),
        octets.slice(0, Math.min(octets.size(), 254)),
        Tlvs.NONE);
  }
}
