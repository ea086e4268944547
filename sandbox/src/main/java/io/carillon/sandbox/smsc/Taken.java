package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Octets;

/// A submit_sm that the sandbox took, or a message that a person writes.
///
/// @param id the message_id, a number
/// @param written whether a person wrote it: then the source is the person
/// @param reference user_message_reference; -1 = none
/// @param at Unix milliseconds
record Taken(
    long id,
    SmppAddress source,
    SmppAddress destination,
    Handling handling,
    Octets payload,
    int reference,
    boolean written,
    long at) {

  static Taken of(long id, SubmitSm submit, long at) {
    return new Taken(
        id,
        submit.source(),
        submit.destination(),
        submit.handling(),
        submit.payload(),
        submit.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElse(-1),
        false,
        at);
  }

  /// The message_id as submit_sm_resp and receipts print it.
  String name() {
    return Long.toHexString(id);
  }

  Script script() {
    return Script.of(destination.value());
  }

  boolean wantsReceipt() {
    return (handling.registeredDelivery() & 1) != 0;
  }
}
