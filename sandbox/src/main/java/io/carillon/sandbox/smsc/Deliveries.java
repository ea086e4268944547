package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Delivery;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.ReceiptText;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// What the sandbox owes, as deliver_sm.
final class Deliveries {
  private static final int SHORT_MESSAGE_MAX = 254;

  /// The first octet of network_error_code: what follows is a code of GSM (SMPP 3.4 §5.3.2.31).
  private static final byte GSM_ERROR = 3;

  private Deliveries() {}

  static DeliverSm pdu(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Receipt(var taken, var state) -> receipt(taken, state);
      case Delivery.Words(var ends, var text) -> words(ends, text);
      case Delivery.Told dictated -> dictated(dictated);
    };
  }

  /// From the handset to the sender. The parameters and the text say the same.
  private static DeliverSm receipt(Taken taken, MessageState state) {
    boolean fails = taken.script().fails();
    var at = LocalDateTime.ofEpochSecond(taken.at() / 1_000, 0, ZoneOffset.UTC);
    var text = ReceiptText.of(taken.name(), state, at, at, fails ? "001" : "000");
    var tlvs =
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, taken.name())
            .withOctet(Tag.MESSAGE_STATE, state.code())
            .with(Tag.NETWORK_ERROR_CODE, Octets.of(GSM_ERROR, (byte) 0, (byte) (fails ? 1 : 0)));
    int reference = taken.terms().reference();
    if (reference >= 0) {
      tlvs = tlvs.withShort(Tag.USER_MESSAGE_REFERENCE, reference);
    }
    var network = Networks.of(taken.ends().destination().value());
    if (!network.isEmpty()) {
      tlvs = tlvs.withText(SandboxSmsc.NETWORK_TAG, network);
    }
    var from = taken.ends().reversed();
    return new DeliverSm(
        "",
        from.source(),
        from.destination(),
        Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
        Octets.owning(text.format().getBytes(StandardCharsets.ISO_8859_1)),
        tlvs);
  }

  /// A long text stands in message_payload.
  private static DeliverSm words(Kept.Ends ends, String text) {
    boolean gsm = Gsm.fits(text);
    var body = gsm ? Gsm.encode(text) : Octets.owning(text.getBytes(StandardCharsets.UTF_16BE));
    var coding = gsm ? DataCoding.DEFAULT : DataCoding.UCS2;
    return delivered(ends, Handling.PLAIN.withDataCoding(coding), body, Tlvs.NONE);
  }

  private static DeliverSm dictated(Delivery.Told told) {
    var handling = Handling.PLAIN.withEsmClass(told.esmClass()).withDataCoding(told.dataCoding());
    var tlvs =
        told.beside()
            .map(part ->
                Tlvs.NONE
                    .withShort(Tag.SAR_MSG_REF_NUM, part.reference())
                    .withOctet(Tag.SAR_TOTAL_SEGMENTS, part.total())
                    .withOctet(Tag.SAR_SEGMENT_SEQNUM, part.number()))
            .orElse(Tlvs.NONE);
    return delivered(told.ends(), handling, told.body(), tlvs);
  }

  private static DeliverSm delivered(Kept.Ends ends, Handling handling, Octets body, Tlvs tlvs) {
    boolean fits = body.size() <= SHORT_MESSAGE_MAX;
    return new DeliverSm(
        "",
        ends.source(),
        ends.destination(),
        handling,
        fits ? body : Octets.NONE,
        fits ? tlvs : tlvs.with(Tag.MESSAGE_PAYLOAD, body));
  }
}
