package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Inbound.Body;
import io.carillon.sandbox.smsc.script.Inbound.Cut;
import io.carillon.sandbox.smsc.script.Inbound.Encoding;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes deliver_sm of what a person wrote, in the order of the text. Written apart from the
/// product's own segmentation on purpose: a far end should not share its mistakes.
final class Pieces {
  private static final int PARTS_MAX = 255;

  /// GSM characters stand in an octet each, so 160 octets are one message (3GPP TS 23.038
  /// §6.1.2.1).
  private static final int SEPTETS = 160;

  private static final int OCTETS = 140;

  /// Octets of a header with a reference of 8 and of 16 bits, its length included.
  private static final int UDH8 = 6;

  private static final int UDH16 = 7;

  private Pieces() {}

  /// @param reference of the parts, of which as many bits are used as the form has
  static List<DeliverSm> of(
      SmppAddress from, SmppAddress to, String text, Body body, int reference) {
    var encoding = encoding(text, body.encoding());
    var octets = octets(text, encoding);
    int coding = body.dataCoding() >= 0 ? body.dataCoding() : coding(encoding);
    var plain = Handling.PLAIN.withDataCoding(coding);
    if (body.cut() == Cut.PAYLOAD) {
      var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, octets);
      return List.of(new DeliverSm("", from, to, plain, Octets.NONE, tlvs));
    }
    if (octets.size() <= (encoding == Encoding.GSM7 ? SEPTETS : OCTETS)) {
      return List.of(new DeliverSm("", from, to, plain, octets, Tlvs.NONE));
    }
    var cut = cut(octets, encoding, room(encoding, body.cut()));
    var parts = new ArrayList<DeliverSm>(cut.size());
    for (int i = 0; i < cut.size(); i++) {
      parts.add(
          part(from, to, plain, new Part(body.cut(), reference, cut.size(), i + 1, cut.get(i))));
    }
    return parts;
  }

  private record Part(Cut cut, int reference, int total, int number, Octets body) {}

  private static DeliverSm part(SmppAddress from, SmppAddress to, Handling plain, Part part) {
    var headed = plain.withEsmClass(EsmClass.UDHI);
    byte low = (byte) part.reference();
    byte high = (byte) (part.reference() >>> 8);
    byte total = (byte) part.total();
    byte number = (byte) part.number();
    return switch (part.cut()) {
      case UDH8 -> {
        var header = Octets.of((byte) 5, (byte) 0, (byte) 3, low, total, number);
        yield new DeliverSm("", from, to, headed, header.plus(part.body()), Tlvs.NONE);
      }
      case UDH16 -> {
        var header = Octets.of((byte) 6, (byte) 8, (byte) 4, high, low, total, number);
        yield new DeliverSm("", from, to, headed, header.plus(part.body()), Tlvs.NONE);
      }
      case SAR, PAYLOAD -> {
        var tlvs =
            Tlvs.NONE
                .withShort(Tag.SAR_MSG_REF_NUM, part.reference())
                .withOctet(Tag.SAR_TOTAL_SEGMENTS, part.total())
                .withOctet(Tag.SAR_SEGMENT_SEQNUM, part.number());
        yield new DeliverSm("", from, to, plain, part.body(), tlvs);
      }
    };
  }

  /// Octets of the text that fit into one part.
  private static int room(Encoding encoding, Cut cut) {
    int header = cut == Cut.UDH16 ? UDH16 : UDH8;
    return encoding == Encoding.GSM7 ? SEPTETS - (header * 8 + 6) / 7 : OCTETS - header;
  }

  private static List<Octets> cut(Octets octets, Encoding encoding, int room) {
    var parts = new ArrayList<Octets>();
    int from = 0;
    while (from < octets.size() && parts.size() < PARTS_MAX) {
      int to = Math.min(octets.size(), from + room);
      if (to < octets.size()) {
        to = whole(octets, encoding, from, to);
      }
      parts.add(octets.slice(from, to));
      from = to;
    }
    return parts;
  }

  /// Where to end so that no character is torn.
  private static int whole(Octets octets, Encoding encoding, int from, int to) {
    if (encoding == Encoding.GSM7) {
      return octets.at(to - 1) == Gsm.ESCAPE ? to - 1 : to;
    }
    if (encoding != Encoding.UCS2) {
      return to;
    }
    int even = to - (to - from) % 2;
    return (octets.at(even - 2) & 0xFC) == 0xD8 ? even - 2 : even;
  }

  private static Encoding encoding(String text, Encoding wanted) {
    if (wanted != Encoding.AUTO) {
      return wanted;
    }
    return Gsm.fits(text) ? Encoding.GSM7 : Encoding.UCS2;
  }

  private static Octets octets(String text, Encoding encoding) {
    return switch (encoding) {
      case AUTO, UCS2 -> Octets.owning(text.getBytes(StandardCharsets.UTF_16BE));
      case GSM7 -> Gsm.fits(text) ? Gsm.encode(text) : Gsm.encode(fitting(text));
      case LATIN1 -> Octets.owning(text.getBytes(StandardCharsets.ISO_8859_1));
      case BINARY -> Octets.ofHex(text);
    };
  }

  /// With a question mark for each character that GSM 03.38 has not.
  private static String fitting(String text) {
    var fitting = new StringBuilder(text.length());
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(one -> fitting.append(Gsm.fits(one) ? one : "?"));
    return fitting.toString();
  }

  private static int coding(Encoding encoding) {
    return switch (encoding) {
      case AUTO, UCS2 -> DataCoding.UCS2;
      case GSM7 -> DataCoding.DEFAULT;
      case LATIN1 -> DataCoding.LATIN1;
      case BINARY -> DataCoding.BINARY;
    };
  }
}
