package io.carillon.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A long job that has a lane's destination told again what it was told, or what was given up.
///
/// It goes through the notices of the lane by message, the oldest first, then through those of what
/// is no message's, and owes again what is wanted; how far it has come is kept in the commit that
/// owes.
///
/// @param lane the lane before the destination; [#urls] where it is about all URLs that messages,
///   numbers and senders of the account name, or some of them
/// @param ordered when it was ordered
public record Replay(
    Id id, AccountId account, String lane, Wanted wanted, Instant ordered, Standing standing) {
  private static final int ACCOUNT_LENGTH = 33;

  /// Stands for all URLs, or behind the beginning of some.
  private static final String ANY = "*";

  /// What is to be told again.
  ///
  /// @param failed whether only what was given up, or has failed and waits for its next try
  /// @param from changes from this moment on
  /// @param until changes before this moment
  /// @param kinds of what happened
  /// @param url of URLs: this one only, and where it ends with `*` those that begin so; empty = all
  public record Wanted(
      boolean failed, Instant from, Instant until, Set<Event.Kind> kinds, String url) {
    private static final Set<Event.Kind> OTHERS = EnumSet.allOf(Event.Kind.class);

    static {
      OTHERS.removeIf(Wanted::isOfMessages);
    }

    public Wanted {
      kinds = Set.copyOf(kinds);
    }

    /// Of what an endpoint is told.
    public Wanted(boolean failed, Instant from, Instant until, Set<Event.Kind> kinds) {
      this(failed, from, until, kinds, "");
    }

    /// Whether it means that this happened then.
    public boolean means(Event.Kind kind, Instant at) {
      return kinds.contains(kind) && !at.isBefore(from) && at.isBefore(until);
    }

    /// Whether it means what is told there.
    public boolean goesTo(String destination) {
      return url.isEmpty()
          || (url.endsWith(ANY) ? destination.startsWith(stem()) : destination.equals(url));
    }

    private String stem() {
      return url.endsWith(ANY) ? url.substring(0, url.length() - 1) : url;
    }

    /// Where the search begins: what is told of messages may have happened long after they were
    /// made.
    public Id begin() {
      return kinds.stream().anyMatch(Wanted::isOfMessages) ? new Id(0, 0) : Happening.first(from);
    }

    /// Where the search goes on behind the last message; empty where nothing else is meant.
    public Optional<Id> others() {
      return kinds.stream().anyMatch(OTHERS::contains)
          ? Optional.of(Happening.first(from))
          : Optional.empty();
    }

    /// Where the part of the search that has come so far ends.
    public Id end(Id behind) {
      var after = until.plusMillis(1);
      return Happening.isNamed(new MessageId(behind))
          ? Happening.first(after)
          : Id.first(after.toEpochMilli());
    }

    /// The kinds as a bit for each, by its code: the form in storage.
    public long mask() {
      return kinds.stream().mapToLong(kind -> 1L << kind.code()).sum();
    }

    /// The kinds that [#mask] made.
    public static Set<Event.Kind> kinds(long mask) {
      var kinds = EnumSet.allOf(Event.Kind.class);
      kinds.removeIf(kind -> (mask & 1L << kind.code()) == 0);
      return kinds;
    }

    private static boolean isOfMessages(Event.Kind kind) {
      return kind.topic() == Event.Topic.MESSAGE;
    }
  }

  /// How far it has come.
  ///
  /// @param behind the last message, or [Happening], that it has looked at; [Id] 0 before the first
  /// @param started when it looked at the first
  /// @param ended when it was done, canceled or failed
  /// @param reason why it failed; else empty
  public record Standing(
      State state,
      Id behind,
      Counts counts,
      Optional<Instant> started,
      Optional<Instant> ended,
      String reason) {
    /// Of one that was just ordered.
    public static final Standing NONE =
        new Standing(
            State.WAITING, new Id(0, 0), new Counts(0, 0), Optional.empty(), Optional.empty(), "");
  }

  /// What it has found.
  ///
  /// @param queued how many it has owed again
  /// @param owed how many it left as they were, since they are owed still and are told soon
  /// @param resting how many it left as they were, since nobody answered there
  public record Counts(long queued, long owed, long resting) {
    /// Where somebody answers.
    public Counts(long queued, long owed) {
      this(queued, owed, 0);
    }

    /// How many it has found.
    public long found() {
      return queued + owed + resting;
    }

    /// The sum of the two.
    public Counts with(Counts more) {
      return new Counts(queued + more.queued, owed + more.owed, resting + more.resting);
    }
  }

  /// Whether it goes on.
  public enum State {
    /// It has looked at nothing yet.
    WAITING(1),
    RUNNING(2),
    /// It has looked at everything.
    DONE(3),
    CANCELED(4),
    /// It cannot go on.
    FAILED(5);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether it goes on.
  public boolean isOpen() {
    return standing.ended().isEmpty();
  }

  /// What stands for the lane of jobs about the URLs that an account's messages, numbers and
  /// senders name.
  public static String urls(AccountId account) {
    return account.value().hex() + ' ' + ANY;
  }

  /// Whether a lane of the account goes to a URL.
  public static boolean isUrl(AccountId account, String lane) {
    return lane.startsWith(account.value().hex())
        && (lane.startsWith("http://", ACCOUNT_LENGTH)
            || lane.startsWith("https://", ACCOUNT_LENGTH));
  }

  /// The one lane that it goes through; empty where it is about all that go to URLs.
  public Optional<String> only() {
    if (!lane.equals(urls(account))) {
      return Optional.of(lane);
    }
    return Optional.of(wanted.stem())
        .filter(url -> !url.isEmpty())
        .map(url -> new Callback(url, Set.of()).lane(account));
  }

  /// The name of the endpoint that hears again; empty where it is a URL that messages named.
  public Optional<String> endpoint() {
    return Optional.of(lane.substring(ACCOUNT_LENGTH))
        .filter(name -> Endpoint.read(name).isPresent());
  }

  /// This job, after it has looked at more.
  ///
  /// @param behind the last message, or [Happening], that it has looked at
  /// @param over whether there is no more
  public Replay after(Id behind, Counts more, boolean over, Instant now) {
    var next =
        new Standing(
            over ? State.DONE : State.RUNNING,
            behind,
            standing.counts().with(more),
            standing.started().or(() -> Optional.of(now)),
            over ? Optional.of(now) : Optional.empty(),
            "");
    return with(next);
  }

  /// This job, ended before it was done.
  public Replay ended(State state, String reason, Instant now) {
    return with(
        new Standing(
            state,
            standing.behind(),
            standing.counts(),
            standing.started(),
            Optional.of(now),
            reason));
  }

  private Replay with(Standing next) {
    return new Replay(id, account, lane, wanted, ordered, next);
  }
}
