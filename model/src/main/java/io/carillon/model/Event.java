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

  /// What an event can be about.
  public enum Topic {
    MESSAGE,
    CONVERSATION,
    /// The message in which a person said something; the account where they said it otherwise.
    SAYING,
    /// What the account is told of itself ([AccountEvent]).
    ACCOUNT_EVENT,
    ENDPOINT
  }

  /// What happened: the one list of events, for feeds, webhooks and filters.
  public enum Kind {
    MESSAGE_ACCEPTED(1, "message.accepted", "A message was accepted."),
    MESSAGE_SCHEDULED(2, "message.scheduled", "It waits for the moment that was asked for."),
    MESSAGE_QUEUED(3, "message.queued", "It waits for its turn."),
    MESSAGE_SENDING(4, "message.sending", "It is being given to a carrier."),
    MESSAGE_SENT(5, "message.sent", "A carrier has it."),
    MESSAGE_UNDELIVERED(6, "message.undelivered", "The carrier could not deliver it."),
    MESSAGE_EXPIRED(7, "message.expired", "It was not delivered in time."),
    MESSAGE_FAILED(8, "message.failed", "It failed; the fact `fault` says why."),
    MESSAGE_CANCELED(9, "message.canceled", "It was taken back."),
    MESSAGE_DELIVERED(10, "message.delivered", "It was delivered."),
    MESSAGE_READ(11, "message.read", "It was read."),
    MESSAGE_RECEIVED(12, "message.received", "A person wrote."),
    CONVERSATION_OPENED(21, "conversation.opened", "A conversation was opened again."),
    CONVERSATION_CLOSED(22, "conversation.closed", "It was closed."),
    CONVERSATION_ASSIGNED(
        23, "conversation.assigned", "Somebody else looks after it: `assignee`, empty = nobody."),
    CONVERSATION_LABELED(24, "conversation.labeled", "It has other labels."),
    CONVERSATION_NOTED(
        25,
        "conversation.noted",
        "A `note` beside it was `added`, `changed` or `dropped` (`change`)."),
    CONVERSATION_READ(26, "conversation.read", "It was read up to its end."),
    CONSENT_GIVEN(
        31,
        "consent.given",
        "A person lets messages come: said by `method`, to an `account`, a `sender` or a `pool`"
            + " (`reach`)."),
    CONSENT_WITHDRAWN(
        32, "consent.withdrawn", "A person wants no more messages; `method` and `reach` likewise."),
    BALANCE_LOW(
        41,
        "balance.low",
        "The `balance` fell `below` what the policy `balance` sets, in `currency`."),
    WEBHOOK_DISABLED(
        51, "webhook.disabled", "An endpoint is told nothing any more; `reason` says why.");

    private final int code;
    private final String word;
    private final String what;

    Kind(int code, String word, String what) {
      this.code = code;
      this.word = word;
      this.what = what;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable word in feeds, webhooks and filters.
    public String word() {
      return word;
    }

    /// What happened and which facts tell more, in a sentence for people.
    public String what() {
      return what;
    }

    /// What its subject is: the id of what.
    public Topic topic() {
      return switch (this) {
        case MESSAGE_ACCEPTED,
            MESSAGE_SCHEDULED,
            MESSAGE_QUEUED,
            MESSAGE_SENDING,
            MESSAGE_SENT,
            MESSAGE_UNDELIVERED,
            MESSAGE_EXPIRED,
            MESSAGE_FAILED,
            MESSAGE_CANCELED,
            MESSAGE_DELIVERED,
            MESSAGE_READ,
            MESSAGE_RECEIVED ->
            Topic.MESSAGE;
        case CONVERSATION_OPENED,
            CONVERSATION_CLOSED,
            CONVERSATION_ASSIGNED,
            CONVERSATION_LABELED,
            CONVERSATION_NOTED,
            CONVERSATION_READ ->
            Topic.CONVERSATION;
        case CONSENT_GIVEN, CONSENT_WITHDRAWN -> Topic.SAYING;
        case BALANCE_LOW -> Topic.ACCOUNT_EVENT;
        case WEBHOOK_DISABLED -> Topic.ENDPOINT;
      };
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

  /// That an account is told of itself what happened.
  public static Event of(AccountEvent raised) {
    var what = raised.what();
    return new Event(raised.account(), raised.at(), what.kind(), raised.id(), what.facts());
  }

  /// That a person said something; empty where they said nothing yet, and where the account brought
  /// it with a list itself.
  ///
  /// @param subject the message in which they said it, else the account
  public static Optional<Event> of(Consent said, Id subject) {
    var kind =
        switch (said.action()) {
          case GRANT -> Optional.of(Kind.CONSENT_GIVEN);
          case REVOKE -> Optional.of(Kind.CONSENT_WITHDRAWN);
          case ASK -> Optional.<Kind>empty();
        };
    var method = said.proof().method();
    var facts = Map.of("method", method.word(), "reach", said.reach().kind().word());
    return kind.filter(_ -> method != Consent.Method.IMPORT)
        .map(it -> new Event(said.account(), said.at(), it, subject, facts));
  }

  /// That an endpoint is told nothing any more.
  public static Event disabled(Endpoint endpoint, String reason, Instant at) {
    var facts = Map.of("reason", reason.substring(0, Math.min(FACT_MAX, reason.length())));
    return new Event(endpoint.account(), at, Kind.WEBHOOK_DISABLED, endpoint.id(), facts);
  }

  /// A fact; empty where it was not given.
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
