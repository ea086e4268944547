package io.carillon.carriers.smpp;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Pdu.Carrying;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.HeaderFaults;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what persons write: whole messages, and parts of such in all three forms of SMPP
/// (concatenation in a header with a reference of 8 or 16 bits, and the parameters `sar_…`, SMPP
/// 3.4 §5.3.2.22–24).
///
/// Nothing that comes in is an error here. What is broken is read as far as it can be, and what was
/// wrong with it is said beside it.
final class SmppArrivals {
  private static final int PORT_MAX = 0xFFFF;

  private final LinkAlphabet alphabet;

  /// @param alphabet what data_coding 0 means
  SmppArrivals(LinkAlphabet alphabet) {
    this.alphabet = alphabet;
  }

  /// What arrived; empty where it names no sender or no recipient.
  ///
  /// @param connection over which it came; 0 = it is not brought again
  Optional<Arrived> arrived(Carrying pdu, long connection) {
    var person = SmppMapping.address(pdu.source());
    var sender = SmppMapping.address(pdu.destination());
    if (person.isEmpty() || sender.isEmpty()) {
      return Optional.empty();
    }
    boolean headed = (pdu.esmClass() & EsmClass.UDHI) != 0;
    var payload = pdu.payload();
    var odd = new ArrayList<String>(headed ? HeaderFaults.of(payload) : List.of());
    var reading = Reading.of(payload, headed, pdu.dataCoding(), alphabet);
    var scheme = headed && Udh.isWide(payload) ? Scheme.WIDE : Scheme.NARROW;
    var part = part(reading, scheme, pdu.tlvs(), odd);
    if (part.total() > 1 && reading.body().size() > Payload.OCTETS_MAX) {
      odd.add("part " + part.number() + " of " + part.total() + " is too large to wait for others");
      part = Part.WHOLE;
    }
    var content = part.total() > 1 ? binary(reading, pdu.tlvs(), odd) : whole(reading, pdu, odd);
    var manner = new Manner(part, odd, new Delivery(connection));
    return Optional.of(new Arrived(Channel.SMS, person.get(), sender.get(), content, manner));
  }

  private static Part part(Reading reading, Scheme headed, Tlvs tlvs, List<String> odd) {
    var beside = beside(tlvs, odd);
    var concat = reading.udh().concat();
    if (concat.isEmpty()) {
      return beside.map(it -> part(Scheme.BESIDE, it, reading)).orElse(Part.WHOLE);
    }
    var named = concat.get();
    if (beside.isPresent()
        && (beside.get().total() != named.total() || beside.get().number() != named.number())) {
      odd.add("the header and the parameters sar_… name different parts: the header counts");
    }
    return part(headed, named, reading);
  }

  /// A text of one part is whole.
  private static Part part(Scheme scheme, Udh.Concat named, Reading reading) {
    if (named.total() == 1) {
      return Part.WHOLE;
    }
    var udh = reading.udh();
    var script = new Script(reading.alphabet().name(), udh.lockingShift(), udh.singleShift());
    return new Part(scheme, named.reference(), named.total(), named.number(), script);
  }

  /// What the parameters say; all three are needed.
  private static Optional<Udh.Concat> beside(Tlvs tlvs, List<String> odd) {
    boolean none =
        !tlvs.has(Tag.SAR_MSG_REF_NUM)
            && !tlvs.has(Tag.SAR_TOTAL_SEGMENTS)
            && !tlvs.has(Tag.SAR_SEGMENT_SEQNUM);
    if (none) {
      return Optional.empty();
    }
    int reference = tlvs.number(Tag.SAR_MSG_REF_NUM).orElse(-1);
    int total = tlvs.number(Tag.SAR_TOTAL_SEGMENTS).orElse(-1);
    int number = tlvs.number(Tag.SAR_SEGMENT_SEQNUM).orElse(-1);
    if (reference < 0 || reference > PORT_MAX || total < 0 || total > 255 || number < 0) {
      odd.add("the parameters sar_… were ignored: one of the three is missing or broken");
      return Optional.empty();
    }
    if (number == 0 || number > total) {
      odd.add("the parameters sar_… were ignored: part " + number + " of " + total);
      return Optional.empty();
    }
    return Optional.of(new Udh.Concat(reference, total, number));
  }

  /// What is in an alphabet that we do not read is octets, too.
  private static Content whole(Reading reading, Carrying pdu, List<String> odd) {
    return reading
        .text()
        .<Content>map(Content.Text::new)
        .orElseGet(() -> binary(reading, pdu.tlvs(), odd));
  }

  private static Content binary(Reading reading, Tlvs tlvs, List<String> odd) {
    var ports =
        reading
            .udh()
            .ports()
            .map(to -> new Content.Ports(to.destination(), to.source()))
            .or(() ->
                port(tlvs, Tag.DESTINATION_PORT)
                    .map(to -> new Content.Ports(to, port(tlvs, Tag.SOURCE_PORT).orElse(0))));
    var body = reading.body();
    if (body.size() > Payload.OCTETS_MAX) {
      odd.add("only the first 16 KiB of " + body.size() + " octets are kept");
    }
    var kept = body.slice(0, Math.min(body.size(), Payload.OCTETS_MAX));
    return new Content.Binary(new Payload(kept.toBytes()), ports);
  }

  private static Optional<Integer> port(Tlvs tlvs, int tag) {
    int port = tlvs.number(tag).orElse(-1);
    return port >= 0 && port <= PORT_MAX ? Optional.of(port) : Optional.empty();
  }
}
