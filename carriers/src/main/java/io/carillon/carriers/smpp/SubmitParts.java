package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.SubmitBy;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Carrier.Part;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DataSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Segment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Makes the submit_sm, or the data_sm, of the parts of one batch. What it makes depends on the
/// part alone; it only remembers the segments of the last message, because the parts of a message
/// come one after the other. For one thread.
final class SubmitParts {
  private static final Duration VALIDITY_MIN = Duration.ofSeconds(1);

  private final Phrasing phrasing;
  private final Texts texts;
  private final SubmitBy by;
  private @Nullable MessageId segmented;
  private Texts.Said said = Texts.Said.NOTHING;

  SubmitParts(Phrasing phrasing, Texts texts, SubmitBy by) {
    this.phrasing = phrasing;
    this.texts = texts;
    this.by = by;
  }

  /// @throws IllegalArgumentException where the message cannot be said by short messages, or not in
  ///   as many as it was claimed with
  Pdu.Carrying submit(Part part) {
    said(part.message(), part.count());
    var segment = said.segments().get(part.leg().part() - 1);
    return switch (by) {
      case SUBMIT_SM -> submitSm(part, segment);
      case DATA_SM -> dataSm(part, segment);
    };
  }

  private SubmitSm submitSm(Part part, Segment segment) {
    var message = part.message();
    var tlvs = tlvs(part, segment);
    return new SubmitSm(
        "",
        phrasing.source(message.parties().from()),
        phrasing.destination(message.parties().to()),
        handling(message, segment),
        said.isPayload() ? Octets.NONE : segment.octets(),
        said.isPayload() ? tlvs.with(Tag.MESSAGE_PAYLOAD, segment.octets()) : tlvs);
  }

  /// A data_sm has no short_message, no priority_flag, and no validity_period.
  private DataSm dataSm(Part part, Segment segment) {
    var message = part.message();
    return new DataSm(
        "",
        phrasing.source(message.parties().from()),
        phrasing.destination(message.parties().to()),
        esmClass(segment),
        registeredDelivery(message),
        said.dataCoding(),
        tlvs(part, segment)
            .withInt(Tag.QOS_TIME_TO_LIVE, left(message).toSeconds())
            .with(Tag.MESSAGE_PAYLOAD, segment.octets()));
  }

  private static int esmClass(Segment segment) {
    return segment.hasHeader() ? EsmClass.UDHI : EsmClass.PLAIN;
  }

  private void said(Message message, int count) {
    if (!message.id().equals(segmented)) {
      said = texts.said(message);
      segmented = message.id();
    }
    if (said.segments().size() != count) {
      throw new IllegalArgumentException(
          said.segments().size() + " segments, accepted as " + count);
    }
  }

  private Tlvs tlvs(Part part, Segment segment) {
    var tlvs = ports(part.message(), phrasing.tlvs(part.message(), part.leg().reference()));
    return segment.total() > 1 && texts.longForm() == LongForm.SAR
        ? tlvs.withShort(Tag.SAR_MSG_REF_NUM, texts.reference(part.message()))
            .withOctet(Tag.SAR_TOTAL_SEGMENTS, segment.total())
            .withOctet(Tag.SAR_SEGMENT_SEQNUM, segment.number())
        : tlvs;
  }

  /// Where the centre makes the headers it is told the ports, too (SMPP 3.4 §5.3.2.20, .21).
  private Tlvs ports(Message message, Tlvs tlvs) {
    boolean headed = texts.longForm().isHeaded();
    return !headed && message.content() instanceof Content.Binary(_, var ports) && ports.isPresent()
        ? tlvs.withShort(Tag.SOURCE_PORT, ports.get().source())
            .withShort(Tag.DESTINATION_PORT, ports.get().destination())
        : tlvs;
  }

  private Handling handling(Message message, Segment segment) {
    var terms = message.terms();
    return new Handling(
        esmClass(segment),
        0,
        SmppMapping.priority(terms.priority()),
        "",
        SmppTime.relative(left(message)),
        registeredDelivery(message),
        0,
        said.dataCoding(),
        0);
  }

  /// Whether a receipt is asked for (SMPP 3.4 §5.2.17).
  static int registeredDelivery(Message message) {
    return message.terms().wantsReceipt() ? RegisteredDelivery.FINAL : RegisteredDelivery.NONE;
  }

  /// What was left of the time for delivery when the message last changed: the centre counts from
  /// now, the terms from acceptance. A longer time than SMPP can say is the longest it can.
  private static Duration left(Message message) {
    var lasting = message.terms().lasting();
    var left = Duration.between(message.state().times().updated(), message.until());
    if (left.compareTo(lasting) > 0) {
      left = lasting;
    }
    if (left.compareTo(SmppTime.RELATIVE_MAX) > 0) {
      return SmppTime.RELATIVE_MAX;
    }
    return left.compareTo(VALIDITY_MIN) < 0 ? VALIDITY_MIN : left;
  }
}
