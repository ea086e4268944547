package io.carillon.engine.conversation;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what was written in a conversation, over all channels: what stands in the messages
/// themselves, so that nothing has to be kept twice and older messages than the conversation are
/// found, too.
public final class Lines {
  private final Messages messages;
  private final History history;
  private final Threads threads;

  public Lines(Messages messages, History history, Threads threads) {
    this.messages = messages;
    this.history = history;
    this.threads = threads;
  }

  /// The newest message in which the person of a conversation stands; empty where none of those
  /// that it names is kept any more.
  public Optional<Message> newest(Conversation conversation) {
    return conversation.anchors().stream()
        .flatMap(id -> messages.find(id).stream())
        .filter(message -> !message.isErased())
        .findFirst();
  }

  /// Who writes to whom, and on what.
  public record Answering(Address sender, Address person, Channel channel) {}

  /// How a reply goes: back by the sender and on the channel of what the person wrote last, else as
  /// what was written to them last. Empty where no message tells it any more.
  public Optional<Answering> replied(Conversation conversation) {
    return Stream.concat(
            conversation.tail().inbound().stream(), conversation.tail().outbound().stream())
        .flatMap(id -> messages.find(id).stream())
        .filter(message -> !message.isErased())
        .findFirst()
        .map(message ->
            new Answering(
                Threads.sender(message), Threads.person(message), message.parties().channel()));
  }

  /// With whom each of some conversations is, by its id; those that no message tells it of any more
  /// are left out.
  ///
  /// @param conversations at most [Messages#ROWS_MAX] / 2
  public Map<Id, Address> persons(List<Conversation> conversations) {
    var ids = conversations.stream().flatMap(one -> one.anchors().stream()).toList();
    var found = messages.find(ids);
    var persons = new HashMap<Id, Address>();
    for (var conversation : conversations) {
      conversation.anchors().stream()
          .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
          .filter(message -> !message.isErased())
          .findFirst()
          .ifPresent(message -> persons.put(conversation.id(), Threads.person(message)));
    }
    return persons;
  }

  /// With whom a conversation is; empty where no message tells it any more.
  public Optional<Address> person(Conversation conversation) {
    return newest(conversation).map(Threads::person);
  }

  /// One page of the messages of both directions, the newest first. It may end early, with fewer
  /// than asked for, or none, and with more.
  ///
  /// @param behind where to begin; empty = at the newest
  /// @param limit how many, at most [History#PAGE_MAX]
  public History.Page page(
      Conversation conversation, Address person, Optional<MessageId> behind, int limit) {
    var start = behind.<Start>map(Start.After::new).orElse(Start.FIRST);
    var there =
        history.page(filter(conversation, person, Direction.OUTBOUND), Order.NEWEST, start, limit);
    var back =
        history.page(filter(conversation, person, Direction.INBOUND), Order.NEWEST, start, limit);
    return merged(conversation, List.of(there, back), limit);
  }

  /// Only what is newer than all that a page has not come to yet is told.
  private History.Page merged(Conversation conversation, List<History.Page> pages, int limit) {
    var floor =
        pages.stream().flatMap(page -> page.behind().stream()).max(Comparator.naturalOrder());
    var all = new ArrayList<Message>();
    pages.forEach(page -> all.addAll(page.messages()));
    var told =
        all.stream()
            .filter(message -> floor.map(edge -> message.id().compareTo(edge) >= 0).orElse(true))
            .filter(message -> threads.belongs(message, conversation))
            .sorted(Comparator.comparing(Message::id).reversed())
            .toList();
    if (told.size() > limit) {
      return new History.Page(told.subList(0, limit), true);
    }
    return new History.Page(told, floor.isPresent(), floor);
  }

  private static Filter filter(Conversation conversation, Address person, Direction direction) {
    var sender = sender(conversation.party().sender());
    var someone = Match.whole(person.value());
    var ends =
        switch (direction) {
          case OUTBOUND -> new Ends(sender, someone);
          case INBOUND -> new Ends(someone, sender);
        };
    return Filter.of(conversation.party().account())
        .with(new Kinds(Set.of(direction), Set.of(), Set.of()))
        .with(ends);
  }

  /// A pool's senders are told apart behind the search.
  private static Match sender(Reach reach) {
    return switch (reach.kind()) {
      case SENDER -> Match.whole(reach.name());
      case POOL, ACCOUNT -> Match.ANY;
    };
  }
}
