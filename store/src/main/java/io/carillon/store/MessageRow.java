package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Place;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.State;
import io.carillon.model.Message.Terms;
import io.carillon.model.Message.Times;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.store.vault.BodyPlace;
import io.carillon.store.vault.BodyPlace.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads messages from rows of `message_columns`, in their order. A message with several legs comes
/// as several rows, one behind the other.
final class MessageRow {
  private final Session reader;
  private final Keys keys;

  MessageRow(Session reader, Keys keys) {
    this.reader = reader;
    this.keys = keys;
  }

  /// The messages of a filled statement.
  List<Message> messages(Prepared filled) throws SQLException {
    var found = new ArrayList<Message>();
    for (var message : filled.list(this::message)) {
      if (!found.isEmpty() && found.getLast().id().equals(message.id())) {
        found.set(found.size() - 1, joined(found.getLast(), message));
      } else {
        found.add(message);
      }
    }
    return found;
  }

  private static Message joined(Message message, Message more) {
    var legs = new ArrayList<>(message.state().legs());
    legs.addAll(more.state().legs());
    var state = message.state();
    return message.with(
        new State(
            state.status(), state.times(), state.facts(), state.work(), legs, state.revision()));
  }

  private Message message(Row row) throws SQLException {
    var id = new MessageId(row.id());
    var parties =
        new Parties(
            keys.accountOf(reader, row.number()),
            Codes.DIRECTION.of(row.number()),
            Codes.CHANNEL.of(row.number()),
            address(row),
            address(row));
    var content = content(reader, parties.account(), id.value(), row);
    var terms =
        new Terms(
            Codes.PURPOSE.of(row.number()),
            Codes.PRIORITY.of(row.number()),
            row.number() == 1,
            Micros.duration(row.large()),
            row.timeOrNone(),
            callback(keys.destinationOf(reader, row.number()), row.number()));
    var bill =
        new Bill(Codes.ENCODING.of(row.number()), row.number(), new Money(row.large(), row.text()));
    var origin =
        new Origin(
            new Place(
                keys.nameOf(reader, row.number()),
                keys.nameOf(reader, row.number()),
                keys.nameOf(reader, row.number()),
                row.number() == 0),
            row.text(),
            Contents.tags(row.octets()),
            keepsake(parties.account(), id, row.octets()),
            row.text());
    return new Message(id, parties, content, terms, bill, origin, state(row));
  }

  /// What a message says, from its column.
  static Content content(Session reader, AccountId account, Id message, Row row)
      throws SQLException {
    var place = new BodyPlace(account.value(), message, Part.CONTENT);
    var octets = reader.bodies().open(place, row.givenOctets());
    return octets == null ? new Content.Shredded() : Contents.content(octets);
  }

  private Keepsake keepsake(AccountId account, MessageId id, byte @Nullable [] kept)
      throws SQLException {
    var place = new BodyPlace(account.value(), id.value(), Part.KEEPSAKE);
    return Contents.keepsake(kept == null ? null : reader.bodies().open(place, kept));
  }

  private State state(Row row) throws SQLException {
    var status = Codes.STATUS.of(row.number());
    var times =
        new Times(
            row.time(),
            row.time(),
            row.timeOrNone(),
            row.timeOrNone(),
            row.timeOrNone(),
            row.timeOrNone(),
            row.timeOrNone());
    int fault = row.number();
    var facts =
        new Facts(
            fault == 0 ? Optional.empty() : Optional.of(Codes.FAULT.of(fault)),
            row.text(),
            keys.nameOf(reader, row.number()),
            row.text(),
            row.text(),
            row.largeOrNone());
    var work =
        new Work(
            keys.nameOf(reader, row.number()),
            keys.nameOf(reader, row.number()),
            Codes.WAIT.of(row.number()),
            row.timeOrNone(),
            new Tries(row.number(), row.number(), names(row.text())),
            row.large());
    var revision = new Revision(row.number(), row.number());
    return new State(status, times, facts, work, legs(row), revision);
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
  }

  private static List<Leg> legs(Row row) throws SQLException {
    int standing = row.number();
    int reference = row.number();
    var farId = row.text();
    if (row.number() == 0) {
      return standing == 0
          ? List.of()
          : List.of(new Leg(1, Codes.LEG.of(standing), farId, reference));
    }
    int part = row.number();
    int partStanding = row.number();
    int partReference = row.number();
    return List.of(new Leg(part, Codes.LEG.of(partStanding), row.text(), partReference));
  }

  static Address address(Row row) throws SQLException {
    return new Address(Codes.ADDRESS.of(row.number()), row.text());
  }

  private static Optional<Callback> callback(String url, int events) {
    return url.isEmpty()
        ? Optional.empty()
        : Optional.of(new Callback(url, Callback.events(events)));
  }
}
