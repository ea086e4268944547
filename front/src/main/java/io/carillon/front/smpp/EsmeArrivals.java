package io.carillon.front.smpp;

import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Binaries;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person, or a program on the handset, wrote, as deliver_sm: pure. The same message makes
/// the same octets each time, so that a part that is delivered again is known as the same.
final class EsmeArrivals {
  /// What short_message holds.
  private static final int SHORT_MAX = 254;

  private EsmeArrivals() {}

  /// One, or one for each part. A text of more than 255 parts goes whole in message_payload,
  /// however long ones are wanted.
  ///
  /// @param link what data_coding 0 stands for with this ESME
  /// @param longForm how it wants what is longer than one short message
  static List<DeliverSm> of(Message message, LinkAlphabet link, LongForm longForm) {
    return switch (longForm) {
      case PAYLOAD -> List.of(whole(message, link));
      case UDH8, UDH16, SAR ->
          message.content() instanceof Content.Binary binary
              ? cut(message, binary, longForm)
              : cut(message, link, longForm);
    };
  }

  /// What does not fit short_message stands in message_payload, and ports stand in TLVs.
  private static DeliverSm whole(Message message, LinkAlphabet link) {
    if (message.content() instanceof Content.Binary(var data, var ports)) {
      return whole(message, DataCoding.BINARY, Octets.of(data.octets()), tlvs(ports));
    }
    var words = message.content().words();
    var octets = inDefault(words, link);
    return whole(
        message,
        octets.isPresent() ? DataCoding.DEFAULT : DataCoding.UCS2,
        octets.orElseGet(() -> Octets.of(words.getBytes(StandardCharsets.UTF_16BE))),
        Tlvs.NONE);
  }

  private static DeliverSm whole(Message message, int coding, Octets body, Tlvs tlvs) {
    boolean fits = body.size() <= SHORT_MAX;
    return delivery(
        message,
        Handling.PLAIN.withDataCoding(coding),
        fits ? body : Octets.NONE,
        fits ? tlvs : tlvs.with(Tag.MESSAGE_PAYLOAD, body));
  }

  private static DeliverSm delivery(Message message, Handling handling, Octets body, Tlvs tlvs) {
    return new DeliverSm(
        "",
        EsmeMapping.address(message.parties().from()),
        EsmeMapping.address(message.parties().to()),
        handling,
        body,
        tlvs);
  }

  private static Tlvs tlvs(Optional<Content.Ports> ports) {
    return ports
        .map(to ->
            Tlvs.NONE
                .withShort(Tag.DESTINATION_PORT, to.destination())
                .withShort(Tag.SOURCE_PORT, to.source()))
        .orElse(Tlvs.NONE);
  }

  private static Optional<Octets> inDefault(String words, LinkAlphabet link) {
    if (measure(words, link, Layout.USUAL) instanceof Measure.Misfit) {
      return Optional.empty();
    }
    return Optional.of(
        link == LinkAlphabet.LATIN1
            ? Octets.of(words.getBytes(StandardCharsets.ISO_8859_1))
            : Gsm.encode(words));
  }

  /// In the alphabet of data_coding 0.
  private static Measure measure(String words, LinkAlphabet link, Layout layout) {
    var wanted = link == LinkAlphabet.LATIN1 ? WantedEncoding.LATIN1 : WantedEncoding.GSM7;
    return Segmentation.measure(words, wanted, layout);
  }

  private static List<DeliverSm> cut(Message message, LinkAlphabet link, LongForm longForm) {
    var layout = layout(longForm);
    var words = message.content().words();
    var measure = measure(words, link, layout);
    int coding = DataCoding.DEFAULT;
    if (measure instanceof Measure.Misfit) {
      measure = Segmentation.measure(words, WantedEncoding.UCS2, layout);
      coding = DataCoding.UCS2;
    }
    return measure instanceof Measure.Fits fits
        ? parts(
            message,
            Segmentation.segments(words, fits, layout, reference(message)),
            coding,
            longForm)
        : List.of(whole(message, link));
  }

  /// Where there is a header, ports stand in it. A payload has too few octets for too many parts.
  private static List<DeliverSm> cut(Message message, Content.Binary binary, LongForm longForm) {
    var layout = layout(longForm);
    var data = Octets.of(binary.data().octets());
    var ports = binary.ports().map(to -> new Udh.Ports(to.destination(), to.source()));
    var segments = Binaries.cut(data, ports, layout, reference(message));
    return parts(message, segments, DataCoding.BINARY, longForm);
  }

  private static Layout layout(LongForm longForm) {
    return new Layout(LinkAlphabet.GSM7, Set.of(), longForm);
  }

  /// Bits of chance of its id.
  private static int reference(Message message) {
    return (int) message.id().value().low();
  }

  private static List<DeliverSm> parts(
      Message message, List<Segment> segments, int coding, LongForm longForm) {
    var ports =
        message.content() instanceof Content.Binary(_, var own) && !longForm.isHeaded()
            ? tlvs(own)
            : Tlvs.NONE;
    return segments.stream()
        .map(segment ->
            delivery(
                message,
                Handling.PLAIN
                    .withEsmClass(segment.hasHeader() ? EsmClass.UDHI : EsmClass.PLAIN)
                    .withDataCoding(coding),
                segment.octets(),
                longForm == LongForm.SAR && segment.total() > 1
                    ? concatenation(ports, segment, longForm.reference(reference(message)))
                    : ports))
        .toList();
  }

  /// SMPP 3.4 §5.3.2.22 to 24.
  private static Tlvs concatenation(Tlvs tlvs, Segment segment, int reference) {
    return tlvs.withShort(Tag.SAR_MSG_REF_NUM, reference)
        .withOctet(Tag.SAR_TOTAL_SEGMENTS, segment.total())
        .withOctet(Tag.SAR_SEGMENT_SEQNUM, segment.number());
  }
}
