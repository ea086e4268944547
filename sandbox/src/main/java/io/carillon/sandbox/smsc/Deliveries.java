package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.ReceiptText;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What the sandbox delivers for a message: its receipts and what the person answers, as
/// deliver_sm.
final class Deliveries {
  private static final int SHORT_MESSAGE_MAX = 254;

  private Deliveries() {}

  /// Everything that is owed for a message, in order.
  static List<DeliverSm> of(Taken taken) {
    if (taken.written()) {
      return List.of(message(taken.source(), taken.destination(), text(taken.payload())));
    }
    var script = taken.script();
    var owed = new ArrayList<DeliverSm>();
    if (taken.wantsReceipt()) {
      for (var state : script.receipts()) {
        owed.add(receipt(taken, state));
      }
    }
    if (!script.reply().isEmpty()) {
      owed.add(message(taken.destination(), taken.source(), script.reply()));
    }
    return owed;
  }

  private static String text(Octets payload) {
    return payload.decode(StandardCharsets.UTF_8);
  }

  /// From the handset to the sender: TLVs and the text form say the same.
  private static DeliverSm receipt(Taken taken, MessageState state) {
    boolean delivered = state == MessageState.DELIVERED;
    var at = LocalDateTime.ofEpochSecond(taken.at() / 1_000, 0, ZoneOffset.UTC);
    var text = ReceiptText.of(taken.name(), state, at, at, delivered ? "000" : "001");
    var tlvs =
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, taken.name())
            .withOctet(Tag.MESSAGE_STATE, state.code())
            .with(
                Tag.NETWORK_ERROR_CODE, Octets.of((byte) 3, (byte) 0, (byte) (delivered ? 0 : 1)));
    if (taken.reference() >= 0) {
      tlvs = tlvs.withShort(Tag.USER_MESSAGE_REFERENCE, taken.reference());
    }
    var network = Networks.of(taken.destination().value());
    if (!network.isEmpty()) {
      tlvs = tlvs.withText(SandboxSmsc.NETWORK_TAG, network);
    }
    var body = Octets.owning(text.format().getBytes(StandardCharsets.ISO_8859_1));
    return new DeliverSm(
        "",
        taken.destination(),
        taken.source(),
        Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
        body,
        tlvs);
  }

  /// From a person; a long one stands in message_payload.
  private static DeliverSm message(SmppAddress person, SmppAddress sender, String text) {
    boolean gsm = Gsm.fits(text);
    var body = gsm ? Gsm.encode(text) : Octets.owning(text.getBytes(StandardCharsets.UTF_16BE));
    boolean fits = body.size() <= SHORT_MESSAGE_MAX;
    return new DeliverSm(
        "",
        person,
        sender,
        Handling.PLAIN.withDataCoding(gsm ? DataCoding.DEFAULT : DataCoding.UCS2),
        fits ? body : Octets.NONE,
        fits ? Tlvs.NONE : Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, body));
  }

  static boolean isKept(int status) {
    return status == CommandStatus.ROK;
  }
}
