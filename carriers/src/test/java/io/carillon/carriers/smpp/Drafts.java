package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Terms;
import io.carillon.model.port.Carrier.Part;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;

/// Messages of the tests and their parts.
final class Drafts {
  static final Address SENDER = Address.phone("+14155552671");

  private final Samples samples = new Samples(7);

  Message text(String to, String text) {
    return text(to, text, Encoding.GSM7, 1);
  }

  Message text(String to, String text, Encoding encoding, int segments) {
    var sample = samples.message(new Content.Text(text));
    var bill = new Bill(encoding, segments, sample.bill().price());
    return new Message(
        sample.id(),
        parties(sample, SENDER, Address.phone(to)),
        sample.content(),
        sample.terms(),
        bill,
        sample.origin(),
        sample.state());
  }

  private static Parties parties(Message of, Address from, Address to) {
    var parties = of.parties();
    return new Parties(parties.account(), parties.direction(), parties.channel(), from, to);
  }

  static Message between(Message of, Address from, Address to) {
    return new Message(
        of.id(),
        parties(of, from, to),
        of.content(),
        of.terms(),
        of.bill(),
        of.origin(),
        of.state());
  }

  static Message saying(Message of, Content content) {
    return new Message(
        of.id(), of.parties(), content, of.terms(), of.bill(), of.origin(), of.state());
  }

  static Message on(Message of, Terms terms) {
    return new Message(
        of.id(), of.parties(), of.content(), terms, of.bill(), of.origin(), of.state());
  }

  /// Its parts, with references that count up from this one.
  static List<Part> parts(Message message, int reference) {
    return parts(message, reference, message.bill().segments());
  }

  /// The same of a message that was claimed in so many.
  static List<Part> parts(Message message, int reference, int count) {
    var parts = new ArrayList<Part>();
    for (int part = 1; part <= count; part++) {
      var leg = new Leg(part, Leg.Standing.INTENDED, "", reference + part - 1);
      parts.add(new Part(message, leg, count));
    }
    return parts;
  }
}
