package io.carillon.engine.conversation;

import io.carillon.engine.search.Finding;
import io.carillon.model.Address;
import io.carillon.model.Conversation;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.model.port.Conversations.Meeting;
import io.carillon.model.port.History;
import io.carillon.model.port.WordIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds an account's conversations by words of their messages, each at the newest of those that
/// say them.
///
/// Each page goes over the newest such messages from the beginning, so that a conversation is told
/// once, and nothing has to be remembered between two pages. So they are bounded: [#MESSAGES_MAX]
/// in all.
public final class Mentions {
  /// How many messages that say the words are looked at, the newest first.
  public static final int MESSAGES_MAX = 2_000;

  private final Finding finding;
  private final Conversations conversations;
  private final Threads threads;

  public Mentions(Finding finding, Conversations conversations, Threads threads) {
    this.finding = finding;
    this.conversations = conversations;
    this.threads = threads;
  }

  /// A conversation that was found.
  ///
  /// @param message the newest that says the words
  public record Mention(Conversation conversation, Address person, MessageId message) {}

  /// What was found, or why nothing is looked for.
  public sealed interface Answer {
    /// A page.
    ///
    /// @param behind where the next one begins; empty where this is the last
    /// @param limited whether the last one ends with the last message that is looked at, so that
    ///   older ones may say the words, too
    record Found(
        List<Mention> mentions, Optional<MessageId> behind, boolean limited, Finding.Known known)
        implements Answer {
      public Found {
        mentions = List.copyOf(mentions);
      }
    }

    /// Why not.
    record Refused(Refusal refusal) implements Answer {}
  }

  /// One page, that with the newest message that says the words first.
  ///
  /// @param asked words, as [Finding#page] takes them
  /// @param after the page behind the conversation with this message; empty = the first
  /// @param limit how many conversations
  public Answer page(Filter filter, String asked, Optional<MessageId> after, int limit) {
    var walk = new Walk(filter, after, limit);
    var live = History.Filter.of(filter.account()).withLive(true);
    var from = Optional.<MessageId>empty();
    for (int call = 1; ; call++) {
      switch (finding.page(live, asked, from, WordIndex.ROWS_MAX)) {
        case Finding.Answer.Refused(var no) -> {
          return new Answer.Refused(no);
        }
        case Finding.Answer.Found(var page, var known) -> {
          boolean more = walk.take(page.messages());
          from = page.behind();
          boolean limited = from.isPresent() && call == MESSAGES_MAX / WordIndex.ROWS_MAX;
          if (more) {
            return new Answer.Found(walk.found, walk.last(), false, known);
          }
          if (limited || from.isEmpty()) {
            return new Answer.Found(walk.found, Optional.empty(), limited, known);
          }
        }
      }
    }
  }

  private Meeting meeting(Message message) {
    var sender = Threads.sender(message);
    return new Meeting(threads.party(message.account(), sender), Threads.person(message));
  }

  /// From the newest message on, until a page is full.
  private final class Walk {
    private final Filter filter;
    private final Optional<MessageId> after;
    private final int limit;
    private final Set<Id> seen = new HashSet<>();
    private final List<Mention> found = new ArrayList<>();

    Walk(Filter filter, Optional<MessageId> after, int limit) {
      this.filter = filter;
      this.after = after;
      this.limit = limit;
    }

    /// Whether there is more than fits.
    boolean take(List<Message> messages) {
      var meetings =
          messages.stream().map(Mentions.this::meeting).collect(Collectors.toUnmodifiableSet());
      var all = conversations.between(filter.account(), meetings);
      for (var message : messages) {
        var meeting = meeting(message);
        var one = all.get(meeting);
        if (one != null && seen.add(one.id()) && isBehind(message) && passes(one, meeting)) {
          if (found.size() == limit) {
            return true;
          }
          found.add(new Mention(one, meeting.person(), message.id()));
        }
      }
      return false;
    }

    private boolean isBehind(Message message) {
      return after.map(edge -> message.id().compareTo(edge) < 0).orElse(true);
    }

    private boolean passes(Conversation one, Meeting meeting) {
      return filter.person().map(meeting.person()::equals).orElse(true) && filter.passes(one);
    }

    Optional<MessageId> last() {
      return Optional.of(found.getLast().message());
    }
  }
}
