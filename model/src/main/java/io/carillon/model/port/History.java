package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Reply;
import io.carillon.model.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Searches what an account sent and received, as of the last synced group. Every answer has a
/// bound; a filter that few messages pass is looked for in steps, each a short read of its own.
public interface History {
  /// How many messages one page holds at most.
  int PAGE_MAX = 1_000;

  /// From how many on [#count] may estimate.
  int COUNT_MAX = 100_000;

  /// Among how many of the newest that pass the filter an order other than by time is made.
  int SORTED_MAX = 10_000;

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// One page. Where few messages pass and they cannot be found at once, it may end early: with
  /// fewer messages than asked for, or none, and with `more`.
  ///
  /// @param limit how many messages, at most [#PAGE_MAX]
  Page page(Filter filter, Order order, Start start, int limit);

  /// How many pass the filter: exactly up to [#COUNT_MAX] where they can be counted at once, else
  /// an estimate.
  Total count(Filter filter);

  /// Messages in the order that was asked for.
  ///
  /// @param more whether further ones may follow
  /// @param last the message that was looked at last, which need not be listed: where more follow,
  ///   the next page begins behind it; empty where none was looked at
  record Page(List<Message> messages, boolean more, Optional<MessageId> last) {
    public Page {
      messages = List.copyOf(messages);
    }

    /// A page that ends with its last message.
    public Page(List<Message> messages, boolean more) {
      this(
          messages,
          more,
          messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast().id()));
    }

    /// The message behind which the next page begins; empty where there is none.
    public Optional<MessageId> behind() {
      return more ? last : Optional.empty();
    }
  }

  /// How many messages there are.
  ///
  /// @param estimated whether that is about so many
  record Total(long messages, boolean estimated) {
    /// Both together.
    public Total plus(Total other) {
      return new Total(messages + other.messages, estimated || other.estimated);
    }
  }

  /// What passes: all that is asked for must hold.
  ///
  /// @param live whether it followed the routes (true) or was a test that went to the sandbox;
  ///   empty = any
  record Filter(
      AccountId account, Kinds kinds, Ends ends, Times times, Words words, Optional<Boolean> live) {
    /// All messages of an account.
    public static Filter of(AccountId account) {
      return new Filter(account, Kinds.ANY, Ends.ANY, Times.ANY, Words.ANY, Optional.empty());
    }

    /// Whether a message passes. None does whose person was erased.
    public boolean passes(Message message) {
      var parties = message.parties();
      var reached = message.state().times();
      return parties.account().equals(account)
          && !message.isErased()
          && kinds.hold(message)
          && ends.from().holds(parties.from().value())
          && ends.to().holds(parties.to().value())
          && times.accepted().holds(reached.accepted())
          && times.sent().holds(came(message))
          && live.map(wanted -> wanted == message.origin().place().live()).orElse(true)
          && words.stand(message);
    }

    private static Optional<Instant> came(Message message) {
      var reached = message.state().times();
      return switch (message.parties().direction()) {
        case OUTBOUND -> reached.sent();
        case INBOUND -> Optional.of(reached.accepted());
      };
    }

    /// What passes of another account.
    public Filter under(AccountId next) {
      return new Filter(next, kinds, ends, times, words, live);
    }

    /// This filter with other kinds.
    public Filter with(Kinds next) {
      return new Filter(account, next, ends, times, words, live);
    }

    /// This filter with other ends.
    public Filter with(Ends next) {
      return new Filter(account, kinds, next, times, words, live);
    }

    /// This filter with other times.
    public Filter with(Times next) {
      return new Filter(account, kinds, ends, next, words, live);
    }

    /// This filter with other words.
    public Filter with(Words next) {
      return new Filter(account, kinds, ends, times, next, live);
    }

    /// This filter for what followed the routes, or for tests, only.
    public Filter withLive(boolean next) {
      return new Filter(account, kinds, ends, times, words, Optional.of(next));
    }
  }

  /// Which kinds of messages; an empty set means any.
  record Kinds(Set<Direction> directions, Set<Channel> channels, Set<Status> statuses) {
    /// Any.
    public static final Kinds ANY = new Kinds(Set.of(), Set.of(), Set.of());

    public Kinds {
      directions = Set.copyOf(directions);
      channels = Set.copyOf(channels);
      statuses = Set.copyOf(statuses);
    }

    private boolean hold(Message message) {
      return isAmong(message.parties().direction(), directions)
          && isAmong(message.parties().channel(), channels)
          && isAmong(message.status(), statuses);
    }

    private static <T> boolean isAmong(T value, Set<T> wanted) {
      return wanted.isEmpty() || wanted.contains(value);
    }
  }

  /// From whom to whom.
  record Ends(Match from, Match to) {
    /// Anybody.
    public static final Ends ANY = new Ends(Match.ANY, Match.ANY);
  }

  /// Which values of an address; upper and lower case are one.
  ///
  /// @param value the whole address, or its end; empty = any
  /// @param suffix whether the end is enough
  record Match(String value, boolean suffix) {
    /// Any.
    public static final Match ANY = new Match("", true);

    /// This address only.
    public static Match whole(String value) {
      return new Match(value, false);
    }

    /// Addresses with this end.
    public static Match end(String value) {
      return new Match(value, true);
    }

    private boolean holds(String address) {
      int at = address.length() - value.length();
      return (suffix ? at >= 0 : at == 0 || value.isEmpty())
          && address.regionMatches(true, Math.max(0, at), value, 0, value.length());
    }
  }

  /// When it was accepted, and when it was sent; a person's message was sent when it came in.
  record Times(Period accepted, Period sent) {
    /// At any time, sent or not.
    public static final Times ANY = new Times(Period.ANY, Period.ANY);
  }

  /// From a moment, and until (not with) another.
  record Period(Optional<Instant> from, Optional<Instant> until) {
    /// Always.
    public static final Period ANY = new Period(Optional.empty(), Optional.empty());

    /// Whether a moment lies in it.
    public boolean holds(Instant moment) {
      return from.map(begin -> !moment.isBefore(begin)).orElse(true)
          && until.map(moment::isBefore).orElse(true);
    }

    /// Whether a moment that may never have come lies in it; one that has not lies in [#ANY] only.
    public boolean holds(Optional<Instant> moment) {
      return moment.map(this::holds).orElse(equals(ANY));
    }
  }

  /// What stands in it.
  ///
  /// @param body a part of its text, upper and lower case being one; empty = any. What is sealed
  ///   for a reader key is never found by it
  /// @param reference the caller's own reference; empty = any
  /// @param tags labels that it carries, with these values
  /// @param reply whether it was asked for as a reply to a person (true) or was not; empty = either
  record Words(String body, String reference, Map<String, String> tags, Optional<Boolean> reply) {
    /// Any.
    public static final Words ANY = new Words("", "", Map.of());

    public Words {
      tags = Map.copyOf(tags);
    }

    /// Of replies and all others.
    public Words(String body, String reference, Map<String, String> tags) {
      this(body, reference, tags, Optional.empty());
    }

    /// Whether only the messages themselves tell, each of which is to be read.
    public boolean needMessages() {
      return !body.isEmpty() || reply.isPresent();
    }

    /// The same, of replies only, or of all but them.
    public Words withReply(boolean next) {
      return new Words(body, reference, tags, Optional.of(next));
    }

    private boolean stand(Message message) {
      return (body.isEmpty() || says(message.content()))
          && (reference.isEmpty() || message.origin().reference().equals(reference))
          && reply.map(wanted -> wanted == Reply.isOne(message)).orElse(true)
          && message.origin().tags().entrySet().containsAll(tags.entrySet());
    }

    private boolean says(Content content) {
      return !(content instanceof Content.Sealed) && lower(content.words()).contains(lower(body));
    }
  }

  /// In which order.
  record Order(Key by, boolean ascending) {
    /// The newest first.
    public static final Order NEWEST = new Order(Key.ACCEPTED, false);

    /// The oldest first.
    public static final Order OLDEST = new Order(Key.ACCEPTED, true);

    /// This order, for messages at hand.
    public Comparator<Message> comparator() {
      var order =
          switch (by) {
            case ACCEPTED -> Comparator.<Message, MessageId>comparing(Message::id);
            case FROM -> byText(message -> message.parties().from().value());
            case TO -> byText(message -> message.parties().to().value());
            case DIRECTION -> byText(message -> message.parties().direction().name());
            case STATUS -> byText(message -> message.status().word());
            case BODY -> byText(message -> message.content().words());
            case PRICE ->
                Comparator.<Message>comparingLong(message -> message.bill().price().micros())
                    .thenComparing(Message::id);
          };
      return ascending ? order : order.reversed();
    }

    private static Comparator<Message> byText(Function<Message, String> text) {
      return Comparator.comparing(text).thenComparing(Message::id);
    }
  }

  /// What orders. Messages that are equal in it are ordered by when they were accepted.
  enum Key {
    ACCEPTED,
    FROM,
    TO,
    DIRECTION,
    STATUS,
    BODY,
    PRICE
  }

  /// Where a page begins.
  sealed interface Start {
    /// The first page.
    Start FIRST = new First();

    /// At the beginning.
    record First() implements Start {}

    /// Behind so many messages.
    record Offset(long messages) implements Start {
      public Offset {
        if (messages < 0) {
          throw new IllegalArgumentException("a page before the first");
        }
      }
    }

    /// Behind this message, whether or not it still stands; only in the order of acceptance.
    record After(MessageId message) implements Start {}
  }
}
