package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Delivery.Told;
import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.Udh.Concat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a handset is told to write: which octets, in which alphabet, cut how, in which order.
///
/// @param header octets put before the body of the one message, whatever they are; empty = none
/// @param reference of the parts
/// @param order the numbers of the parts as they are sent, from 1; empty = each once, in order
record Dictation(
    Octets body,
    Alphabet alphabet,
    Cutting cutting,
    Octets header,
    int reference,
    List<Integer> order) {
  private static final int PARTS_MAX = 255;

  /// How a long text is sent.
  enum Cutting {
    /// As one message.
    NONE,
    /// In parts with a header and a reference of 8 bits.
    UDH8,
    /// The same with 16 bits.
    UDH16,
    /// In parts that the parameters `sar_…` name.
    SAR
  }

  Dictation {
    order = List.copyOf(order);
  }

  /// How many parts there are, at least one.
  int parts() {
    return cutting == Cutting.NONE ? 1 : Math.max(1, Math.ceilDiv(body.size(), room()));
  }

  /// Why it cannot be sent; empty where it can.
  Optional<String> trouble() {
    if (parts() > PARTS_MAX) {
      return Optional.of("at most " + PARTS_MAX + " parts");
    }
    return order.stream().allMatch(number -> number >= 1 && number <= parts())
        ? Optional.empty()
        : Optional.of("numbers from 1 to " + parts() + ", which is how many parts there are");
  }

  /// What goes into one part: whatever is cut there, pairs and escapes too.
  private int room() {
    int header = cutting == Cutting.UDH16 ? 7 : 6;
    return alphabet == Alphabet.GSM7 ? (140 - header) * 8 / 7 : (140 - header) & ~1;
  }

  /// What is delivered.
  List<Told> shorts(Ends ends) {
    if (cutting == Cutting.NONE) {
      int esmClass = header.isEmpty() ? EsmClass.PLAIN : EsmClass.UDHI;
      return List.of(new Told(ends, esmClass, coding(), header.plus(body), Optional.empty()));
    }
    var numbers = order.isEmpty() ? IntStream.rangeClosed(1, parts()).boxed().toList() : order;
    var shorts = new ArrayList<Told>(numbers.size());
    for (int number : numbers) {
      shorts.add(part(ends, number));
    }
    return shorts;
  }

  private Told part(Ends ends, int number) {
    var piece = body.slice((number - 1) * room(), Math.min(body.size(), number * room()));
    boolean beside = cutting == Cutting.SAR;
    var concat =
        new Concat(cutting == Cutting.UDH8 ? reference & 0xFF : reference, parts(), number);
    if (beside) {
      return new Told(ends, EsmClass.PLAIN, coding(), piece, Optional.of(concat));
    }
    var head = new Udh(Optional.of(concat), Optional.empty(), 0, 0);
    var octets = head.octets(cutting == Cutting.UDH16).plus(piece);
    return new Told(ends, EsmClass.UDHI, coding(), octets, Optional.empty());
  }

  private int coding() {
    return switch (alphabet) {
      case GSM7 -> DataCoding.DEFAULT;
      case ASCII -> DataCoding.ASCII;
      case LATIN1 -> DataCoding.LATIN1;
      case UCS2 -> DataCoding.UCS2;
      case CYRILLIC, HEBREW, BINARY -> DataCoding.BINARY;
    };
  }
}
