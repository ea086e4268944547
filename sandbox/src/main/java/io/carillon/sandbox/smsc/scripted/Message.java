package io.carillon.sandbox.smsc.scripted;

import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;

/// A message that was taken, as far as receipts need it.
///
/// @param receiptId its id as receipts write it
/// @param at Unix seconds
/// @param reference user_message_reference; -1 = none
record Message(
    String receiptId, long at, SmppAddress source, SmppAddress destination, int reference) {
  static int reference(Pdu.Carrying pdu) {
    return pdu.tlvs().isEmpty() ? -1 : pdu.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElse(-1);
  }

  /// Whether a request asks for a receipt that tells of success or of failure (SMPP 3.4 §5.2.17;
  /// success alone: 5.0).
  static boolean wantsReceipt(Pdu.Carrying pdu, boolean failure) {
    int wanted = pdu.registeredDelivery() & RegisteredDelivery.RECEIPT_MASK;
    return wanted == RegisteredDelivery.FINAL
        || wanted == (failure ? RegisteredDelivery.ON_FAILURE : RegisteredDelivery.ON_SUCCESS);
  }
}
