package io.carillon.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where an account hears what happens in it, whatever single messages say: a URL with a secret of
/// its own, and what it wants to hear of.
///
/// It is read from its resource ([Resource.Kind#ENDPOINT]) once for each revision of the small
/// tables, so that a message asks it without reading a word. Facts: `url`; `events` (types, one a
/// line); `channels`, `direction`, `senders`, `tags` (filters, one a line; absent = any);
/// `header_secrets` (header fields, one a line); `concurrency` (absent = 64); `secret`,
/// `secret_before`, `secret_before_until`; `state` and `reason` (absent = enabled).
public final class Endpoint {
  public static final String URL = "url";
  public static final String EVENTS = "events";
  public static final String CHANNELS = "channels";
  public static final String DIRECTION = "direction";
  public static final String SENDERS = "senders";
  public static final String TAGS = "tags";
  public static final String HEADERS = "header_secrets";
  public static final String CONCURRENCY = "concurrency";
  public static final String SECRET = "secret";
  public static final String SECRET_BEFORE = "secret_before";
  public static final String SECRET_BEFORE_UNTIL = "secret_before_until";
  public static final String STATE = "state";
  public static final String REASON = "reason";

  /// The dialect of notices that go to endpoints.
  public static final String DIALECT = "endpoint";

  /// Stands for all types, and behind a dot for all of a kind: `message.*`.
  public static final String ALL = "*";

  /// How many notices are told to it at the same time at most, whatever it takes.
  public static final int CONCURRENCY_MAX = 64;

  private static final String PREFIX = "ep_";
  private static final String OF_MESSAGES = "message.";

  private final Resource resource;
  private final String name;
  private final State state;
  private final String lane;
  private final Set<String> events;
  private final int statuses;
  private final Set<Channel> channels;
  private final Optional<Direction> direction;
  private final Set<String> senders;
  private final Map<String, String> tags;
  private final int concurrency;

  private Endpoint(Resource resource) {
    this.resource = resource;
    state = resource.fact(STATE).flatMap(State::of).orElse(State.ENABLED);
    name = name(resource.id());
    lane = resource.account().value().hex() + ' ' + name;
    events = Set.copyOf(resource.lines(EVENTS));
    statuses = statuses(events);
    channels = channels(resource.lines(CHANNELS));
    direction =
        resource
            .fact(DIRECTION)
            .flatMap(word ->
                Arrays.stream(Direction.values()).filter(one -> one.word().equals(word)).findAny());
    senders = Set.copyOf(resource.lines(SENDERS));
    tags = tags(resource.lines(TAGS));
    concurrency = resource.fact(CONCURRENCY).map(Integer::valueOf).orElse(CONCURRENCY_MAX);
  }

  /// Whether it is told.
  public enum State {
    ENABLED,
    /// What it is owed waits.
    PAUSED,
    /// It is owed nothing, and what it was owed is given up.
    DISABLED;

    /// The stable lower-case word.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The state with this word.
    public static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(state -> state.word().equals(word)).findAny();
    }
  }

  /// The endpoint that a resource is.
  public static Endpoint of(Resource resource) {
    return new Endpoint(resource);
  }

  /// The name of the endpoint with this id.
  public static String name(Id id) {
    return PREFIX + id.uuid();
  }

  /// The id of the endpoint with this name; empty where it is none.
  public static Optional<Id> read(String name) {
    return name.startsWith(PREFIX)
        ? Id.fromUuid(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static int statuses(Set<String> events) {
    int mask = 0;
    for (var status : Status.values()) {
      mask |= hears(events, OF_MESSAGES + status.word()) ? 1 << status.code() : 0;
    }
    return mask;
  }

  private static Set<Channel> channels(List<String> words) {
    var channels = EnumSet.noneOf(Channel.class);
    words.forEach(word -> Channel.of(word).ifPresent(channels::add));
    return words.isEmpty() ? EnumSet.allOf(Channel.class) : channels;
  }

  private static Map<String, String> tags(List<String> lines) {
    var tags = new HashMap<String, String>();
    for (var line : lines) {
      int mark = line.indexOf('=');
      tags.put(line.substring(0, mark), line.substring(mark + 1));
    }
    return Map.copyOf(tags);
  }

  private static boolean hears(Set<String> events, String type) {
    int dot = type.indexOf('.');
    return events.contains(type)
        || events.contains(type.substring(0, dot + 1) + ALL)
        || events.contains(ALL);
  }

  /// Whether it is owed a notice of a message that has come to its status now.
  public boolean hears(Message message) {
    var parties = message.parties();
    return state != State.DISABLED
        && (statuses & 1 << message.status().code()) != 0
        && channels.contains(parties.channel())
        && (direction.isEmpty() || direction.get() == parties.direction())
        && (senders.isEmpty() || senders.contains(own(parties).value()))
        && message.origin().tags().entrySet().containsAll(tags.entrySet());
  }

  /// Whose number of the two is the account's.
  private static Address own(Message.Parties parties) {
    return parties.direction() == Direction.INBOUND ? parties.to() : parties.from();
  }

  /// Whether it is owed an event that is no message's, by its type such as `balance.low`.
  public boolean hears(String type) {
    return state != State.DISABLED && hears(events, type);
  }

  public Resource resource() {
    return resource;
  }

  public Id id() {
    return resource.id();
  }

  public AccountId account() {
    return resource.account();
  }

  /// Its name in APIs, and as the destination of notices.
  public String name() {
    return name;
  }

  /// The lane before it.
  public String lane() {
    return lane;
  }

  public String url() {
    return resource.fact(URL).orElse("");
  }

  public State state() {
    return state;
  }

  /// What it wants to hear of: types and [#ALL].
  public Set<String> events() {
    return events;
  }

  /// The tags that a message must have, with their values.
  public Map<String, String> tags() {
    return tags;
  }

  /// How many notices its owner lets be told to it at the same time at most.
  public int concurrency() {
    return concurrency;
  }

  /// The header fields that go along, by name and value.
  public Map<String, Secret> headers() {
    var headers = new HashMap<String, Secret>();
    for (var line : resource.lines(HEADERS)) {
      int mark = line.indexOf(':');
      headers.put(line.substring(0, mark), new Secret(line.substring(mark + 1)));
    }
    return headers;
  }

  /// The secret that signs.
  public Secret secret() {
    return new Secret(resource.fact(SECRET).orElse(""));
  }

  /// The secrets that sign at a moment, the newest first: two while one takes the place of another.
  public List<Secret> secrets(Instant now) {
    var before =
        resource
            .fact(SECRET_BEFORE_UNTIL)
            .map(Instant::parse)
            .filter(now::isBefore)
            .flatMap(_ -> resource.fact(SECRET_BEFORE))
            .map(Secret::new);
    return before.map(old -> List.of(secret(), old)).orElseGet(() -> List.of(secret()));
  }

  /// Its URL and secrets are not printed.
  @Override
  public String toString() {
    return name;
  }
}
