package io.carillon.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that happened in an account, as its live feed tells it, in the order in which it was
/// kept.
///
/// It names what it is about and says what changed, in words of ours: no address, no text of a
/// message and no secret stands in it.
///
/// @param subject what it is about: the id of a message, a conversation, an endpoint
/// @param facts what changed, by name: at most 10, each of at most 200 characters
public record Event(
    AccountId account, Instant at, Kind kind, Id subject, Map<String, String> facts) {
  /// The fact that tells why a message failed: the fault's word.
  public static final String FAULT = "fault";

  private static final int FACTS_MAX = 10;
  private static final int FACT_MAX = 200;

  public Event {
    facts = Map.copyOf(facts);
    if (facts.size() > FACTS_MAX
        || facts.values().stream().anyMatch(fact -> fact.length() > FACT_MAX)) {
      throw new IllegalArgumentException("an event over its limits");
    }
  }

  /// What happened.
  public enum Kind {
    MESSAGE_ACCEPTED(1, "message.accepted"),
    MESSAGE_SCHEDULED(2, "message.scheduled"),
    MESSAGE_QUEUED(3, "message.queued"),
    MESSAGE_SENDING(4, "message.sending"),
    MESSAGE_SENT(5, "message.sent"),
    MESSAGE_UNDELIVERED(6, "message.undelivered"),
    MESSAGE_EXPIRED(7, "message.expired"),
    MESSAGE_FAILED(8, "message.failed"),
    MESSAGE_CANCELED(9, "message.canceled"),
    MESSAGE_DELIVERED(10, "message.delivered"),
    MESSAGE_READ(11, "message.read"),
    /// A person wrote to us.
    MESSAGE_RECEIVED(12, "message.received"),
    /// A conversation with a person began, or was opened again.
    CONVERSATION_OPENED(21, "conversation.opened"),
    CONVERSATION_CLOSED(22, "conversation.closed"),
    /// Somebody else looks after it, or nobody.
    CONVERSATION_ASSIGNED(23, "conversation.assigned"),
    CONVERSATION_LABELED(24, "conversation.labeled"),
    /// Something was noted beside it, changed there or taken away.
    CONVERSATION_NOTED(25, "conversation.noted"),
    /// It was read up to its end.
    CONVERSATION_READ(26, "conversation.read");

    private final int code;
    private final String word;

    Kind(int code, String word) {
      this.code = code;
      this.word = word;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable word in feeds, webhooks and filters.
    public String word() {
      return word;
    }

    /// Of a message that comes to this status.
    public static Kind of(Status status) {
      return switch (status) {
        case ACCEPTED -> MESSAGE_ACCEPTED;
        case SCHEDULED -> MESSAGE_SCHEDULED;
        case QUEUED -> MESSAGE_QUEUED;
        case SENDING -> MESSAGE_SENDING;
        case SENT -> MESSAGE_SENT;
        case UNDELIVERED -> MESSAGE_UNDELIVERED;
        case EXPIRED -> MESSAGE_EXPIRED;
        case FAILED -> MESSAGE_FAILED;
        case CANCELED -> MESSAGE_CANCELED;
        case DELIVERED -> MESSAGE_DELIVERED;
        case READ -> MESSAGE_READ;
        case RECEIVED -> MESSAGE_RECEIVED;
      };
    }

    /// The kind with this word.
    public static Optional<Kind> of(String word) {
      for (var kind : values()) {
        if (kind.word.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /// That a message has come to its status.
  public static Event of(Message message) {
    var state = message.state();
    var fault = state.facts().fault();
    return new Event(
        message.account(),
        state.times().updated(),
        Kind.of(message.status()),
        message.id().value(),
        fault.map(why -> Map.of(FAULT, why.word())).orElseGet(Map::of));
  }

  /// A fact; empty where it was not given.
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
