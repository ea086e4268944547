package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Rule;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import org.jspecify.annotations.Nullable;

/// A message that was taken, and what has become of it. Safe for use by many threads.
///
/// It is on its way until its rule's delay is over; then it is what its first receipt says, and
/// what the next says once that is due. One whose client wants no receipts is at once what the last
/// of them would have said; where the rule has none, it is delivered.
final class Message {
  /// Octets of a text that are remembered.
  static final int WORDS_MAX = 1_024;

  private final long number;
  private final String id;
  private final String receiptId;
  private final Rule rule;
  private final Postbox postbox;
  private final SmppAddress source;
  private final SmppAddress destination;
  private final String serviceType;
  private final int reference;
  private final boolean headed;
  private final int dataCoding;
  private final long takenAt = System.currentTimeMillis();
  private final long taken;
  private final long delay;

  /// The next of the same submit_multi.
  private final @Nullable Message sibling;

  private volatile int registeredDelivery;
  private volatile Octets words;
  private volatile @Nullable Owed owed;
  private volatile boolean cancelled;

  /// Guarded by this.
  private MessageState state = MessageState.ENROUTE;

  private long endedAt;

  /// When and how a message was taken.
  ///
  /// @param number its id before it is written in any form
  /// @param now by `System.nanoTime`
  /// @param delay nanoseconds until it is what its first receipt says
  /// @param sibling another one of the same submit_multi
  record Taking(long number, long now, long delay, @Nullable Message sibling) {}

  /// What is true of it.
  ///
  /// @param endedAt Unix milliseconds; 0 = it has not ended
  record Standing(MessageState state, long endedAt) {}

  Message(Rule rule, Pdu.Carrying pdu, Postbox postbox, Taking taking) {
    this.rule = rule;
    this.postbox = postbox;
    number = taking.number();
    taken = taking.now();
    delay = taking.delay();
    sibling = taking.sibling();
    id = sibling == null ? rule.id().inResponse(number) : sibling.id;
    receiptId = rule.id().inReceipt(number);
    source = pdu.source();
    destination = pdu.destination();
    serviceType = pdu.serviceType();
    reference = reference(pdu);
    headed = (pdu.esmClass() & EsmClass.UDHI) != 0;
    dataCoding = pdu.dataCoding();
    registeredDelivery = pdu.registeredDelivery();
    words = remembered(pdu.payload());
  }

  private static Octets remembered(Octets payload) {
    return payload.slice(0, Math.min(payload.size(), WORDS_MAX));
  }

  /// user_message_reference; -1 = none.
  static int reference(Pdu.Carrying pdu) {
    return pdu.tlvs().isEmpty() ? -1 : pdu.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElse(-1);
  }

  long number() {
    return number;
  }

  /// As its response has it.
  String id() {
    return id;
  }

  /// As its receipts have it.
  String receiptId() {
    return receiptId;
  }

  Rule rule() {
    return rule;
  }

  Postbox postbox() {
    return postbox;
  }

  SmppAddress source() {
    return source;
  }

  SmppAddress destination() {
    return destination;
  }

  String serviceType() {
    return serviceType;
  }

  int reference() {
    return reference;
  }

  /// Unix milliseconds.
  long takenAt() {
    return takenAt;
  }

  @Nullable Message sibling() {
    return sibling;
  }

  /// Its text as a handset reads it; digits in hexadecimal where it is none.
  String text() {
    var reading = Reading.of(words, headed, dataCoding, LinkAlphabet.GSM7);
    return reading.text().orElseGet(() -> reading.body().hex());
  }

  /// Whether the client wants a receipt that tells how it ends, and the rule knows one.
  boolean wantsReceipt() {
    return !rule.receipt().states().isEmpty() && wants(rule.receipt().fails());
  }

  /// Whether the client is to be told that it is cancelled.
  boolean tellsCancel() {
    return cancelled && !rule.receipt().states().isEmpty() && wants(true);
  }

  /// Whether a receipt that tells of success or of failure is asked for (SMPP 3.4 §5.2.17; success
  /// alone: 5.0).
  private boolean wants(boolean failure) {
    int wanted = registeredDelivery & RegisteredDelivery.RECEIPT_MASK;
    return wanted == RegisteredDelivery.FINAL
        || wanted == (failure ? RegisteredDelivery.ON_FAILURE : RegisteredDelivery.ON_SUCCESS);
  }

  /// Its receipts; null where it has none.
  @Nullable Owed owed() {
    return owed;
  }

  void owes(@Nullable Owed next) {
    owed = next;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /// Nanoseconds from its coming until it is what its first receipt says.
  long delay() {
    return delay;
  }

  /// How much of these is left at this time; negative once they are over.
  long left(long now) {
    return taken + delay - now;
  }

  /// From now on it is this, unless it has ended.
  synchronized void reach(MessageState next) {
    if (!state.isFinal()) {
      become(next, System.currentTimeMillis());
    }
  }

  private void become(MessageState next, long at) {
    state = next;
    endedAt = next.isFinal() ? at : 0;
  }

  private void settle(long now) {
    if (owed == null && !state.isFinal() && left(now) <= 0) {
      var states = rule.receipt().states();
      become(
          states.isEmpty() ? MessageState.DELIVERED : states.getLast(),
          takenAt + delay / 1_000_000);
    }
  }

  synchronized Standing standing(long now) {
    settle(now);
    return new Standing(state, endedAt);
  }

  /// Ends it; false where it has ended.
  synchronized boolean cancel(long now) {
    settle(now);
    if (state.isFinal()) {
      return false;
    }
    cancelled = true;
    become(MessageState.DELETED, System.currentTimeMillis());
    return true;
  }

  /// It says this instead; false where it is no longer waiting.
  synchronized boolean replace(Octets payload, int registered, long now) {
    if (state.isFinal() || left(now) <= 0) {
      return false;
    }
    words = remembered(payload);
    registeredDelivery = registered;
    return true;
  }
}
