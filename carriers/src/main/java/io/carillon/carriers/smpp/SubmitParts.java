package io.carillon.carriers.smpp;

import io.carillon.model.Message;
import io.carillon.model.port.Carrier.Part;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.ConcatHeader;
import io.carillon.wire.text.Segmentation;

/// Makes the submit_sm of a part: pure.
final class SubmitParts {
  private SubmitParts() {}

  static SubmitSm submit(Part part) {
    var message = part.message();
    var encoding = SmppMapping.encoding(message.bill().encoding());
    var segments =
        Segmentation.segments(
            message.content().words(), encoding, ConcatHeader.EIGHT_BIT, reference(message));
    var segment = segments.get(part.leg().part() - 1);
    var terms = message.terms();
    var handling =
        Handling.PLAIN
            .withEsmClass(segment.hasHeader() ? EsmClass.UDHI : EsmClass.PLAIN)
            .withPriority(SmppMapping.priority(terms.priority()))
            .withValidity(terms.validity().isZero() ? "" : SmppTime.relative(terms.validity()))
            .withRegisteredDelivery(
                terms.wantsReceipt() ? RegisteredDelivery.FINAL : RegisteredDelivery.NONE)
            .withDataCoding(encoding.dataCoding());
    return new SubmitSm(
        "",
        SmppMapping.address(message.parties().from()),
        SmppMapping.address(message.parties().to()),
        handling,
        segment.octets(),
        Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, part.leg().reference()));
  }

  /// The concatenation reference: eight bits of chance of the message's id.
  private static int reference(Message message) {
    return (int) (message.id().value().low() & 0xFF);
  }
}
