package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Conversations;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The conversations of a [MemoryStore].
record MemoryConversations(MemoryStore.Read read) implements Conversations {
  /// The rows; the store's lock guards them.
  static final class Kept {
    private final Map<Id, With> conversations = new HashMap<>();
    private final TreeMap<Id, ConversationNote> notes = new TreeMap<>();

    /// @param person whom it is with
    private record With(Address person, Conversation now) {}

    List<Event> thread(Conversation.Line line) {
      var before =
          conversations.values().stream()
              .filter(one -> one.person().equals(line.person()))
              .filter(one -> one.now().party().equals(line.party()))
              .findFirst();
      var after =
          before.map(one -> one.now().after(line)).orElseGet(() -> Conversation.begun(line));
      conversations.put(after.id(), new With(line.person(), after));
      return Conversation.happened(before.map(With::now), after);
    }

    void put(Conversation after) {
      conversations.computeIfPresent(after.id(), (_, one) -> new With(one.person(), after));
    }

    void annotate(ConversationNote note) {
      notes.put(note.id(), note);
    }

    void unannotate(ConversationNote note) {
      notes.remove(note.id());
    }

    @Nullable Result overtaken(Guard.AsRead asRead) {
      var one = conversations.get(asRead.conversation());
      return one != null && one.now().life().rev() == asRead.rev()
          ? null
          : new Result.Overtaken(asRead.conversation());
    }

    /// Answers how many rows that were.
    long blot(Address person, Set<AccountId> accounts) {
      var gone =
          conversations.values().stream()
              .filter(one -> one.person().equals(person))
              .filter(one -> accounts.contains(one.now().party().account()))
              .map(one -> one.now().id())
              .toList();
      long rows =
          gone.size()
              + notes.values().stream().filter(it -> gone.contains(it.conversation())).count();
      forget(gone);
      return rows;
    }

    /// An account's notes are gone: nobody reads them again.
    void shred(AccountId account) {
      notes.values().removeIf(note -> note.account().equals(account));
      conversations.replaceAll((_, one) -> unnoted(one, account));
    }

    private static With unnoted(With one, AccountId account) {
      var now = one.now();
      if (!now.party().account().equals(account) || now.care().notes() == 0) {
        return one;
      }
      var next = now.with(now.tail(), now.care().withNotes(0), now.life().updated());
      return new With(one.person(), next);
    }

    private void forget(Collection<Id> gone) {
      conversations.keySet().removeAll(gone);
      notes.values().removeIf(note -> gone.contains(note.conversation()));
    }

    private boolean drop(Conversation last) {
      boolean same = overtaken(Guard.AsRead.of(last)) == null;
      if (same) {
        forget(List.of(last.id()));
      }
      return same;
    }

    private Optional<Conversation> find(AccountId account, Id id) {
      return Optional.ofNullable(conversations.get(id))
          .map(With::now)
          .filter(one -> one.party().account().equals(account));
    }
  }

  @Override
  public Optional<Conversation> find(AccountId account, Id id) {
    return read.of(rows -> rows.conversations.find(account, id));
  }

  @Override
  public Map<Meeting, Conversation> between(AccountId account, Set<Meeting> meetings) {
    return read.of(rows ->
        rows.conversations.conversations.values().stream()
            .filter(one -> one.now().party().account().equals(account))
            .filter(one -> meetings.contains(meeting(one)))
            .collect(Collectors.toMap(MemoryConversations::meeting, Kept.With::now)));
  }

  private static Meeting meeting(Kept.With one) {
    return new Meeting(one.now().party(), one.person());
  }

  @Override
  public Map<Channel, Instant> heard(Conversation.Party party, Address person) {
    return read.of(rows ->
        rows.conversations.conversations.values().stream()
            .filter(one -> one.person().equals(person) && one.now().party().equals(party))
            .findFirst()
            .map(one -> one.now().tail().heard())
            .orElse(Map.of()));
  }

  @Override
  public Page page(Filter filter, Optional<Place> behind, int limit) {
    var passing =
        read.of(rows ->
            rows.conversations.conversations.values().stream()
                .filter(one -> filter.person().map(one.person()::equals).orElse(true))
                .map(Kept.With::now)
                .filter(filter::passes)
                .filter(one -> behind.map(it -> Place.of(one).compareTo(it) < 0).orElse(true))
                .sorted((one, other) -> Place.of(other).compareTo(Place.of(one)))
                .toList());
    return passing.size() <= limit
        ? new Page(passing, Optional.empty())
        : new Page(passing.subList(0, limit), Optional.of(Place.of(passing.get(limit - 1))));
  }

  @Override
  public List<ConversationNote> notes(
      AccountId account, Id conversation, Optional<Id> behind, int limit) {
    return read.of(rows ->
        rows.conversations.notes.descendingMap().values().stream()
            .filter(note -> note.account().equals(account))
            .filter(note -> note.conversation().equals(conversation))
            .filter(note -> behind.map(it -> note.id().compareTo(it) < 0).orElse(true))
            .limit(limit)
            .toList());
  }

  @Override
  public Optional<ConversationNote> note(AccountId account, Id conversation, Id note) {
    return read.of(rows ->
        Optional.ofNullable(rows.conversations.notes.get(note))
            .filter(it -> it.account().equals(account) && it.conversation().equals(conversation)));
  }

  @Override
  public List<Conversation> adrift(Id after, int limit) {
    return read.of(rows ->
        rows.conversations.conversations.values().stream()
            .map(Kept.With::now)
            .filter(one -> one.id().compareTo(after) > 0)
            .filter(one -> one.anchors().stream().noneMatch(id -> stands(rows, id)))
            .sorted((one, other) -> one.id().compareTo(other.id()))
            .limit(limit)
            .toList());
  }

  private static boolean stands(MemoryRows rows, MessageId id) {
    return rows.messages.containsKey(id);
  }

  @Override
  public boolean drop(Conversation last) {
    return read.of(rows -> rows.conversations.drop(last));
  }
}
