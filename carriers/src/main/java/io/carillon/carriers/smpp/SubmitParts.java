package io.carillon.carriers.smpp;

import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.port.Carrier.Part;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.ConcatHeader;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the submit_sm of the parts of one batch. What it makes depends on the part alone; it only
/// remembers the segments of the last message, because the parts of a message come one after the
/// other. For one thread.
final class SubmitParts {
  private static final Duration VALIDITY_MIN = Duration.ofSeconds(1);

  private @Nullable MessageId segmented;
  private List<Segment> segments = List.of();

  /// @throws IllegalArgumentException where the message cannot be said by short messages, or not in
  ///   as many as it was accepted with
  SubmitSm submit(Part part) {
    var message = part.message();
    var segment = segments(message, part.count()).get(part.leg().part() - 1);
    return new SubmitSm(
        "",
        SmppMapping.address(message.parties().from()),
        SmppMapping.address(message.parties().to()),
        handling(message, segment),
        segment.octets(),
        Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, part.leg().reference()));
  }

  private List<Segment> segments(Message message, int count) {
    if (!message.id().equals(segmented)) {
      segments =
          Segmentation.segments(
              message.content().words(),
              SmppMapping.encoding(message.bill().encoding()),
              ConcatHeader.EIGHT_BIT,
              reference(message));
      segmented = message.id();
    }
    if (segments.size() != count) {
      throw new IllegalArgumentException(segments.size() + " segments, accepted as " + count);
    }
    return segments;
  }

  private static Handling handling(Message message, Segment segment) {
    var terms = message.terms();
    return new Handling(
        segment.hasHeader() ? EsmClass.UDHI : EsmClass.PLAIN,
        0,
        SmppMapping.priority(terms.priority()),
        "",
        validity(message),
        terms.wantsReceipt() ? RegisteredDelivery.FINAL : RegisteredDelivery.NONE,
        0,
        SmppMapping.encoding(message.bill().encoding()).dataCoding(),
        0);
  }

  /// What was left of the validity when the message last changed: the centre counts from now, the
  /// terms from acceptance. A longer time than SMPP can say is the longest it can.
  private static String validity(Message message) {
    Terms terms = message.terms();
    if (!terms.validity().isPositive()) {
      return "";
    }
    var times = message.state().times();
    var from = terms.sendAt().orElse(times.accepted());
    var passed = Duration.between(from, times.updated());
    var left = passed.isPositive() ? terms.validity().minus(passed) : terms.validity();
    if (left.compareTo(SmppTime.RELATIVE_MAX) > 0) {
      return SmppTime.relative(SmppTime.RELATIVE_MAX);
    }
    return SmppTime.relative(left.compareTo(VALIDITY_MIN) < 0 ? VALIDITY_MIN : left);
  }

  /// The concatenation reference: eight bits of chance of the message's id, so that a part sent
  /// again has the one it had.
  private static int reference(Message message) {
    return (int) (message.id().value().low() & 0xFF);
  }
}
