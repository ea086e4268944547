package io.carillon.model;

import io.carillon.model.Consent.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an account and one person write to each other through one sender, whatever the channel, and
/// who of the account looks after it.
///
/// The person's address does not stand here: it is read from one of the newest messages.
///
/// @param id that of the message it began with
/// @param party between whom
public record Conversation(Id id, Party party, Tail tail, Care care, Life life) {
  /// How many labels one may bear.
  public static final int LABELS_MAX = 20;

  /// How many characters a label may have.
  public static final int LABEL_MAX = 40;

  /// How many characters may name who looks after it.
  public static final int ASSIGNEE_MAX = 100;

  /// How many notes may stand beside one.
  public static final int NOTES_MAX = 500;

  /// How many characters a note may have.
  public static final int NOTE_MAX = 4_000;

  /// Whether somebody has to look after it.
  public enum State {
    OPEN(1),
    /// Until the person writes again.
    CLOSED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The state with this word.
    public static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }
  }

  /// Who writes with the person.
  ///
  /// @param sender a sender, or the pool that it is in, so that another sender of the pool does not
  ///   begin another conversation
  public record Party(AccountId account, Reach sender) {
    public Party {
      if (sender.kind() == Reach.Kind.ACCOUNT) {
        throw new IllegalArgumentException("a conversation has a sender, or a pool of them");
      }
    }
  }

  /// What was written last.
  ///
  /// @param inbound the newest message from the person
  /// @param outbound the newest message to them
  /// @param heard when the person wrote last, by channel
  /// @param unread how many messages from the person came since it was read
  public record Tail(
      Latest last,
      Optional<MessageId> inbound,
      Optional<MessageId> outbound,
      Map<Channel, Instant> heard,
      int unread) {
    public Tail {
      heard = Map.copyOf(heard);
    }

    private static Tail of(Line line) {
      var none = Optional.<MessageId>empty();
      return new Tail(line.latest(), none, none, Map.of(), 0).after(line);
    }

    private Tail after(Line line) {
      var newest = line.at().isBefore(last.at()) ? last : line.latest();
      return switch (line.direction()) {
        case OUTBOUND -> new Tail(newest, inbound, newer(outbound, line), heard, unread);
        case INBOUND -> {
          var next = new HashMap<>(heard);
          next.merge(line.channel(), line.at(), (was, now) -> now.isAfter(was) ? now : was);
          boolean counts = !inbound.equals(Optional.of(line.message()));
          yield new Tail(
              newest, newer(inbound, line), outbound, next, counts ? unread + 1 : unread);
        }
      };
    }

    private static Optional<MessageId> newer(Optional<MessageId> known, Line line) {
      return known
          .filter(id -> id.compareTo(line.message()) > 0)
          .or(() -> Optional.of(line.message()));
    }

    /// This, read up to its end.
    public Tail read() {
      return new Tail(last, inbound, outbound, heard, 0);
    }

    /// When the person wrote last on each channel, in the order of the channels.
    public Map<Channel, Instant> heardInOrder() {
      var sorted = new EnumMap<Channel, Instant>(Channel.class);
      sorted.putAll(heard);
      return sorted;
    }
  }

  /// The last message of all.
  public record Latest(MessageId message, Direction direction, Channel channel, Instant at) {}

  /// What the account's people did with it.
  ///
  /// @param assignee who looks after it, in the account's own words: a user's id, or any other
  ///   name; empty = nobody
  /// @param read when it was read last
  /// @param notes how many stand beside it
  public record Care(
      State state, String assignee, Set<String> labels, Optional<Instant> read, int notes) {
    /// Of one that nobody has looked at.
    public static final Care NONE = new Care(State.OPEN, "", Set.of(), Optional.empty(), 0);

    public Care {
      labels = Set.copyOf(labels);
    }

    /// This, in another state.
    public Care with(State next) {
      return new Care(next, assignee, labels, read, notes);
    }

    /// This, with more labels: of those that it does not bear, the first by name that fit.
    private Care labelled(Set<String> more) {
      var next = new HashSet<>(labels);
      more.stream()
          .filter(label -> !labels.contains(label))
          .sorted()
          .limit(Math.max(0, LABELS_MAX - labels.size()))
          .forEach(next::add);
      return new Care(state, assignee, next, read, notes);
    }

    /// This, with another number of notes.
    public Care withNotes(int next) {
      return new Care(state, assignee, labels, read, next);
    }
  }

  /// When it was made and changed, and how often.
  ///
  /// @param rev raised by each change, that of a message too
  public record Life(Instant created, Instant updated, int rev) {
    /// This, after a change.
    public Life changed(Instant at) {
      return new Life(created, at.isAfter(updated) ? at : updated, rev + 1);
    }
  }

  /// A message as its conversation takes it in.
  ///
  /// @param labels what the conversation is to bear besides what it bears
  public record Line(
      Party party,
      Address person,
      MessageId message,
      Channel channel,
      Direction direction,
      Instant at,
      Set<String> labels) {
    public Line {
      labels = Set.copyOf(labels);
    }

    /// One that labels nothing.
    public Line(
        Party party,
        Address person,
        MessageId message,
        Channel channel,
        Direction direction,
        Instant at) {
      this(party, person, message, channel, direction, at, Set.of());
    }

    /// This, with labels.
    public Line with(Set<String> wanted) {
      return new Line(party, person, message, channel, direction, at, wanted);
    }

    private Latest latest() {
      return new Latest(message, direction, channel, at);
    }
  }

  /// One that begins with a message.
  public static Conversation begun(Line line) {
    var life = new Life(line.at(), line.at(), 1);
    var care = Care.NONE.labelled(line.labels());
    return new Conversation(line.message().value(), line.party(), Tail.of(line), care, life);
  }

  /// This, with one message more: what the person writes opens it again. The newest message of
  /// either side changes nothing when it comes once more, but the rev and the labels.
  public Conversation after(Line line) {
    var next =
        switch (line.direction()) {
          case INBOUND -> care.with(State.OPEN);
          case OUTBOUND -> care;
        };
    return new Conversation(
        id, party, tail.after(line), next.labelled(line.labels()), life.changed(line.at()));
  }

  /// What there is to tell of a message that was taken in: that a conversation began with it, or
  /// was opened by it, and that it has other labels.
  ///
  /// @param before as it was; empty = it began
  public static List<Event> happened(Optional<Conversation> before, Conversation after) {
    var was = before.map(Conversation::care);
    boolean stood = was.map(it -> it.state() == State.OPEN).orElse(false);
    boolean opens = !stood && after.care.state() == State.OPEN;
    boolean labels = !was.orElse(Care.NONE).labels().equals(after.care.labels());
    var events = new ArrayList<Event>(2);
    if (opens) {
      events.add(after.event(Event.Kind.CONVERSATION_OPENED, Map.of()));
    }
    if (labels) {
      events.add(after.event(Event.Kind.CONVERSATION_LABELED, Map.of()));
    }
    return events;
  }

  /// Something that happened with its last change.
  public Event event(Event.Kind kind, Map<String, String> facts) {
    return new Event(party.account(), life.updated(), kind, id, facts);
  }

  /// This, as somebody left it.
  public Conversation with(Tail nextTail, Care nextCare, Instant at) {
    return new Conversation(id, party, nextTail, nextCare, life.changed(at));
  }

  /// The messages in which the person's address stands, the newest first.
  public List<MessageId> anchors() {
    return Stream.concat(tail.inbound.stream(), tail.outbound.stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
