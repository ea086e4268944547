package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.State;
import io.carillon.model.ConversationNote;
import io.carillon.model.Id;
import io.carillon.model.port.History.Period;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads conversations and what was noted beside them, as of the last synced group.
public interface Conversations {
  /// How many conversations, or notes, one call answers at most.
  int ROWS_MAX = 500;

  /// The conversation with this id, of this account.
  Optional<Conversation> find(AccountId account, Id id);

  /// The conversations of an account that there are between these, by between whom.
  ///
  /// @param meetings at most [#ROWS_MAX]
  Map<Meeting, Conversation> between(AccountId account, Set<Meeting> meetings);

  /// When a person wrote last on each channel, through a sender or a pool of them; nothing where no
  /// conversation with them is kept.
  Map<Channel, Instant> heard(Conversation.Party party, Address person);

  /// One page, that with the last message first.
  ///
  /// @param behind where to begin; empty = at the newest
  /// @param limit how many, at most [#ROWS_MAX]
  Page page(Filter filter, Optional<Place> behind, int limit);

  /// What was noted beside a conversation, the newest first.
  ///
  /// @param behind where to begin; empty = at the newest
  /// @param limit how many, at most [#ROWS_MAX]
  List<ConversationNote> notes(AccountId account, Id conversation, Optional<Id> behind, int limit);

  /// One note beside a conversation.
  Optional<ConversationNote> note(AccountId account, Id conversation, Id note);

  /// Conversations behind an id, in the order of ids, whose person's messages stand in the tables
  /// no more; they may be archived.
  ///
  /// @param limit how many, at most [#ROWS_MAX]
  List<Conversation> adrift(Id after, int limit);

  /// Drops a conversation with its notes where it is still as it was read; answers whether it was.
  boolean drop(Conversation read) throws InterruptedException;

  /// Between whom a conversation is: an account's sender, or a pool of them, and a person.
  record Meeting(Conversation.Party party, Address person) {}

  /// Where a conversation stands in the order of pages.
  ///
  /// @param at of the last message
  record Place(Instant at, Id id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at).thenComparing(Place::id);

    /// The place of a conversation.
    public static Place of(Conversation conversation) {
      return new Place(conversation.tail().last().at(), conversation.id());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /// Conversations in order.
  ///
  /// @param behind where the next page begins; empty where this is the last. A page may hold fewer
  ///   than asked for, or none, and go on
  record Page(List<Conversation> conversations, Optional<Place> behind) {
    public Page {
      conversations = List.copyOf(conversations);
    }
  }

  /// What passes: all that is asked for must hold.
  ///
  /// @param person with whom
  /// @param sender the sender or the pool
  /// @param active when the last message was written
  record Filter(
      AccountId account,
      Optional<Address> person,
      Optional<Reach> sender,
      Kept kept,
      Optional<Channel> channel,
      Period active) {
    /// All conversations of an account.
    public static Filter of(AccountId account) {
      return new Filter(
          account, Optional.empty(), Optional.empty(), Kept.ANY, Optional.empty(), Period.ANY);
    }

    /// Those with one person.
    public Filter of(Address someone) {
      return new Filter(account, Optional.of(someone), sender, kept, channel, active);
    }

    /// This, of what is kept so.
    public Filter with(Kept next) {
      return new Filter(account, person, sender, next, channel, active);
    }

    /// Whether a conversation passes that is with the right person.
    public boolean passes(Conversation one) {
      return one.party().account().equals(account)
          && sender.map(one.party().sender()::equals).orElse(true)
          && kept.passes(one)
          && channel.map(it -> one.tail().last().channel() == it).orElse(true)
          && active.holds(one.tail().last().at());
    }
  }

  /// What the account's people did with it.
  ///
  /// @param assignee empty text = nobody looks after it
  /// @param unread whether something of it is unread
  record Kept(
      Optional<State> state,
      Optional<String> assignee,
      Optional<String> label,
      Optional<Boolean> unread) {
    /// Anything.
    public static final Kept ANY =
        new Kept(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private boolean passes(Conversation one) {
      var care = one.care();
      return state.map(it -> care.state() == it).orElse(true)
          && assignee.map(care.assignee()::equals).orElse(true)
          && label.map(care.labels()::contains).orElse(true)
          && unread.map(it -> it == (one.tail().unread() > 0)).orElse(true);
    }
  }
}
