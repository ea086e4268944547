package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a message is forgotten with the person at its far end: all that
/// [Message#without(java.util.Collection)] takes away.
///
/// @param person to whom it went, or from whom it came
record Personal(
    Address person,
    Content content,
    String reference,
    Map<String, String> tags,
    Keepsake keepsake) {
  private static final int VERSION = 1;

  Personal {
    tags = Map.copyOf(tags);
  }

  /// That of a message.
  static Personal of(Message message) {
    var origin = message.origin();
    return new Personal(
        person(message), message.content(), origin.reference(), origin.tags(), origin.keepsake());
  }

  /// Who is at the far end.
  static Address person(Message message) {
    return switch (message.parties().direction()) {
      case OUTBOUND -> message.parties().to();
      case INBOUND -> message.parties().from();
    };
  }

  /// A message without it.
  static Message without(Message message) {
    return message.without(Set.of(person(message)));
  }

  /// A message from which it was taken, with it.
  Message in(Message rest) {
    var parties = rest.parties();
    boolean outbound = parties.direction() == Direction.OUTBOUND;
    var ends =
        new Message.Parties(
            parties.account(),
            parties.direction(),
            parties.channel(),
            outbound ? parties.from() : person,
            outbound ? person : parties.to());
    var origin = rest.origin();
    var noted = new Message.Origin(origin.place(), reference, tags, keepsake, origin.decision());
    return new Message(rest.id(), ends, content, rest.terms(), rest.bill(), noted, rest.state());
  }

  byte[] octets() {
    var kept = Contents.keepsake(keepsake);
    var said = Contents.octets(content);
    return Octets.empty()
        .put(VERSION)
        .putCount(person.kind().code())
        .putText(person.value())
        .putText(reference)
        .putTexts(tags)
        .putCount(said.length)
        .put(said)
        .put(kept == null ? new byte[0] : kept)
        .bytes();
  }

  /// What [#octets] made; fails on anything else.
  static Personal read(byte[] octets) {
    var from = Octets.reading(octets);
    if (from.take() != VERSION) {
      throw Octets.unreadable();
    }
    var person = new Address(Codes.ADDRESS.of(from.takeCount()), from.takeText());
    var reference = from.takeText();
    var tags = from.takeTexts();
    var content = Contents.content(from.take(from.takeCount()));
    byte @Nullable [] kept = from.takeRest();
    return new Personal(
        person, content, reference, tags, Contents.keepsake(kept.length == 0 ? null : kept));
  }
}
