package io.carillon.front.smpp;

import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import io.carillon.model.port.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what an ESME submitted by the id that it was told. What others submitted is unknown to it.
///
/// Problem: the messages of a submit_multi have an id together, which only their keepsakes name.
/// Idea: no index is needed. Ids begin with their moment, and the common one is made just before
/// those of its messages: they stand right behind it in the order of acceptance, also after a
/// restart. They are looked for among the next 3,000 of the account, within a minute.
final class Submitted {
  private static final int ID_DIGITS = 32;
  private static final int PART_DIGITS = 2;
  private static final int PAGE = 1_000;
  private static final int PAGES_MAX = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Messages messages;
  private final History history;

  Submitted(Messages messages, History history) {
    this.messages = messages;
    this.history = history;
  }

  /// The one message that has this id; empty also where several have it together.
  Optional<Message> one(OwnEsme esme, String told) {
    return Id.fromHex(withoutPart(told)).flatMap(id -> one(esme, new MessageId(id)));
  }

  /// A part of a text is known by the id of its message and two digits.
  private static String withoutPart(String told) {
    return told.length() == ID_DIGITS + PART_DIGITS ? told.substring(0, ID_DIGITS) : told;
  }

  private Optional<Message> one(OwnEsme esme, MessageId id) {
    return messages.find(id).filter(message -> isOf(esme, message));
  }

  /// All messages that have this id: one, or those of a submit_multi, or none.
  List<Message> all(OwnEsme esme, String told) {
    var id = Id.fromHex(withoutPart(told));
    if (id.isEmpty()) {
      return List.of();
    }
    var one = one(esme, new MessageId(id.get()));
    return one.isPresent() ? List.of(one.get()) : together(esme, id.get());
  }

  private List<Message> together(OwnEsme esme, Id id) {
    var until = Instant.ofEpochMilli(id.epochMillis()).plus(WITHIN);
    var filter =
        History.Filter.of(esme.account())
            .with(new History.Kinds(Set.of(Direction.OUTBOUND), Set.of(Channel.SMS), Set.of()))
            .with(
                new History.Times(
                    new History.Period(Optional.empty(), Optional.of(until)), History.Period.ANY));
    var found = new ArrayList<Message>();
    History.Start start = new History.Start.After(new MessageId(id));
    for (int i = 0; i < PAGES_MAX; i++) {
      var page = history.page(filter, History.Order.OLDEST, start, PAGE);
      for (var message : page.messages()) {
        if (isOf(esme, message) && Echo.of(message).toldId().equals(id.hex())) {
          found.add(message);
        }
      }
      if (page.behind().isEmpty()) {
        return found;
      }
      start = new History.Start.After(page.behind().get());
    }
    return found;
  }

  /// Whether this ESME submitted a message.
  static boolean isOf(OwnEsme esme, Message message) {
    return message.account().equals(esme.account())
        && message.origin().dialect().equals(EsmeMapping.DIALECT)
        && message.origin().form().equals(esme.systemId());
  }
}
