package io.carillon.wire.text;

import java.util.List;
import java.util.Optional;

/// One short message as it came in: what its header says, and its body unpacked.
///
/// Nothing that comes in is an error here: what is no proper header is read as part of the body,
/// and what is malformed in the body becomes U+FFFD.
///
/// @param alphabet of the body
public record Reading(Alphabet alphabet, Udh udh, Octets body) {

  /// Reads a message.
  ///
  /// @param userData header and body as they came
  /// @param headed whether esm_class says that a header stands before the body
  /// @param link what data_coding 0 means where it came from
  public static Reading of(Octets userData, boolean headed, int dataCoding, LinkAlphabet link) {
    var alphabet = DataCoding.alphabet(dataCoding, link.alphabet());
    var udh = Udh.NOTHING;
    var body = userData;
    int headerOctets = 0;
    if (headed && Udh.parse(userData) instanceof UserData.Split(var read, var header, var rest)) {
      udh = read;
      body = rest;
      headerOctets = header.size();
    }
    if (alphabet == Alphabet.GSM7 && link == LinkAlphabet.PACKED_GSM7) {
      int fill = headerOctets == 0 ? 0 : SeptetPacking.fillBits(headerOctets);
      body = SeptetPacking.unpackAll(body, fill, isLast(udh));
    }
    return new Reading(alphabet, udh, body);
  }

  private static boolean isLast(Udh udh) {
    return udh.concat().map(concat -> concat.number() == concat.total()).orElse(true);
  }

  /// The text of this message alone; empty where it is none.
  public Optional<String> text() {
    return alphabet == Alphabet.GSM7
        ? Optional.of(ShiftedGsm.decode(body, udh.shifts()))
        : alphabet.decode(body);
  }

  /// The text of several segments in their order, read as one, because some senders split pairs
  /// between segments; empty where one of them is no text.
  public static Optional<String> text(List<Reading> segments) {
    var text = new StringBuilder();
    for (int i = 0; i < segments.size(); ) {
      var run = segments.get(i++);
      while (i < segments.size() && run.isLike(segments.get(i))) {
        run = new Reading(run.alphabet, run.udh, run.body.plus(segments.get(i++).body));
      }
      var words = run.text();
      if (words.isEmpty()) {
        return Optional.empty();
      }
      text.append(words.get());
    }
    return Optional.of(text.toString());
  }

  private boolean isLike(Reading next) {
    return alphabet == next.alphabet && udh.shifts().equals(next.udh.shifts());
  }
}
