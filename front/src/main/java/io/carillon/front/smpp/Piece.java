package io.carillon.front.smpp;

import io.carillon.model.Content;
import io.carillon.model.Payload;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What one PDU of an ESME says: a whole message, or a part of one.
///
/// @param isFlash whether it is to be shown at once and not stored (message class 0)
/// @param ports which program on the handset it is for
record Piece(Reading reading, boolean isFlash, Optional<Udh.Ports> ports) {
  private static final int FLASH = 0;

  static Piece of(Reading reading, int dataCoding, Tlvs tlvs) {
    return new Piece(
        reading, isFlash(dataCoding, tlvs), reading.udh().ports().or(() -> ports(tlvs)));
  }

  /// The same where the PDU has neither header nor TLVs.
  static Piece bare(Octets body, int dataCoding, LinkAlphabet link) {
    return of(Reading.of(body, false, dataCoding, link), dataCoding, Tlvs.NONE);
  }

  /// Either way of saying it (SMPP 3.4 §5.2.19, §5.3.2.1).
  private static boolean isFlash(int dataCoding, Tlvs tlvs) {
    var messageClass = DataCoding.messageClass(dataCoding);
    return messageClass.equals(OptionalInt.of(FLASH))
        || tlvs.number(Tag.DEST_ADDR_SUBUNIT).equals(OptionalInt.of(1));
  }

  private static Optional<Udh.Ports> ports(Tlvs tlvs) {
    var destination = tlvs.number(Tag.DESTINATION_PORT);
    return destination.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Udh.Ports(destination.getAsInt(), tlvs.number(Tag.SOURCE_PORT).orElse(0)));
  }

  boolean isText() {
    return reading.alphabet() != Alphabet.BINARY;
  }

  /// What pieces say together, in their order; all texts, or none is. A surrogate pair may be split
  /// between two of them.
  static Content together(Collection<Piece> pieces) {
    var first = pieces.iterator().next();
    var readings = pieces.stream().map(Piece::reading).toList();
    if (!first.isText()) {
      return first.binary(readings);
    }
    var words = Reading.text(readings).orElse("");
    return first.isFlash ? new Content.Flash(words) : new Content.Text(words);
  }

  private Content binary(List<Reading> readings) {
    var data = Octets.NONE;
    for (var reading : readings) {
      data = data.plus(reading.body());
    }
    return new Content.Binary(
        new Payload(data.toBytes()),
        ports.map(both -> new Content.Ports(both.destination(), both.source())));
  }
}
