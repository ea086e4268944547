package io.carillon.front.post;

import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Result;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries one webhook to its URL.
///
/// Any 2xx means that they have it. An address that may not be called will never be. All else, a
/// redirect too, may be tried again; a `Retry-After` is obeyed between a second and an hour.
public final class Courier {
  /// How long one webhook may take.
  public static final Duration LIMIT = Duration.ofSeconds(15);

  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final int SECONDS_DIGITS_MAX = 9;
  private static final Telling STOPPING =
      new Telling.NotNow(0, "the server is stopping", Optional.empty());

  private final GuardedClient client;
  private final Clock clock;
  private final Field userAgent;
  private final Duration limit;

  /// @param version of this program, for the header `User-Agent`
  public Courier(GuardedClient client, Clock clock, String version) {
    this(client, clock, version, LIMIT);
  }

  /// One that is as patient as `limit` says, where the others are for 15 s.
  public Courier(GuardedClient client, Clock clock, String version, Duration limit) {
    this.client = client;
    this.clock = clock;
    this.userAgent = new Field("User-Agent", "Carillon/" + version);
    this.limit = limit;
  }

  /// Posts once; blocks for at most 15 s. Of the answer's body 1,024 octets are kept.
  public Brought post(String url, List<Field> fields, byte[] body) {
    return post(url, fields, body, limit);
  }

  /// Posts once; blocks for at most `atMost`, and never longer than 15 s.
  public Brought post(String url, List<Field> fields, byte[] body, Duration atMost) {
    return askByPost(url, fields, body, atMost, Exchange.BODY_MAX);
  }

  /// Tells by a GET of a URL that holds all there is to tell; blocks for at most 15 s.
  public Brought get(String url, List<Field> fields) {
    return askByGet(url, fields, limit, Exchange.BODY_MAX);
  }

  /// Asks where an account hears what people write, and at once, and once, its fallback where that
  /// fails: where it may not be called, cannot be reached, has no secure connection, does not
  /// answer in time, breaks off, answers with anything but 2xx, or with what the dialect calls a
  /// flaw.
  ///
  /// Blocks for at most 15 s a hook. Where both fail the pause counts that the first one asked for,
  /// else that of the fallback; it is given up for good only where neither may be called.
  public Asked ask(Inbox inbox, Dialogue dialogue) {
    var first = new Turn(inbox.main(), Optional.empty(), limit, userAgent);
    try {
      var asked = asked(first, dialogue);
      return asked.taken().isEmpty() && inbox.fallback().isPresent()
          ? second(asked, inbox.fallback().get(), dialogue)
          : asked;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Asked(STOPPING, Optional.empty(), List.of());
    }
  }

  private Asked asked(Turn turn, Dialogue dialogue) throws InterruptedException {
    var call = dialogue.call(turn);
    var result = client.exchange(call);
    var telling = told(result);
    if (telling instanceof Telling.Told && result instanceof Result.Answered answer) {
      var flaw = dialogue.flaw(answer);
      if (flaw.isEmpty()) {
        return new Asked(telling, Optional.of(new Asked.Taken(turn.hook(), answer)), List.of());
      }
      telling = new Telling.NotNow(answer.status(), flaw.get(), Optional.empty());
    }
    var flaw = new Turn.Flaw(call, result, why(telling));
    return new Asked(telling, Optional.empty(), List.of(flaw));
  }

  private Asked second(Asked first, Hook fallback, Dialogue dialogue) throws InterruptedException {
    var flaw = first.flaws().getFirst();
    var asked = asked(new Turn(fallback, Optional.of(flaw), limit, userAgent), dialogue);
    var flaws = new ArrayList<>(first.flaws());
    flaws.addAll(asked.flaws());
    return new Asked(joined(first.telling(), asked.telling()), asked.taken(), flaws);
  }

  private static Telling joined(Telling first, Telling second) {
    var both = why(first) + "; fallback URL: " + why(second);
    return switch (second) {
      case Telling.Told(var answer, _, _, _, _) ->
          new Telling.Told(
              answer, List.of(why(first) + "; the fallback URL took it, HTTP " + answer));
      case Telling.NotNow(var answer, _, var pause) ->
          new Telling.NotNow(
              answer(first) == 0 ? answer : answer(first), both, pause(first).or(() -> pause));
      case Telling.GivenUp(var answer, _) -> new Telling.GivenUp(answer, both);
      case Telling.Gone _ ->
          first instanceof Telling.Gone
              ? new Telling.Gone(both)
              : new Telling.NotNow(answer(first), both, pause(first));
    };
  }

  private static int answer(Telling telling) {
    return switch (telling) {
      case Telling.Told(var answer, _, _, _, _) -> answer;
      case Telling.NotNow(var answer, _, _) -> answer;
      case Telling.GivenUp(var answer, _) -> answer;
      case Telling.Gone _ -> 0;
    };
  }

  private static Optional<Duration> pause(Telling telling) {
    return telling instanceof Telling.NotNow(_, _, var pause) ? pause : Optional.empty();
  }

  private static String why(Telling telling) {
    return switch (telling) {
      case Telling.Told(var answer, _, _, _, _) -> "HTTP " + answer;
      case Telling.NotNow(_, var why, _) -> why;
      case Telling.GivenUp(_, var why) -> why;
      case Telling.Gone(var why) -> why;
    };
  }

  /// Posts once and brings the answer; blocks for at most `atMost`, and never longer than 15 s.
  ///
  /// @param bodyMax bytes of the answer's body that are kept
  public Brought askByPost(
      String url, List<Field> fields, byte[] body, Duration atMost, int bodyMax) {
    return brought(Call.post(url, withOurName(fields), body, within(atMost), bodyMax));
  }

  /// The same by a GET of a URL that holds all there is to tell.
  public Brought askByGet(String url, List<Field> fields, Duration atMost, int bodyMax) {
    return brought(Call.get(url, withOurName(fields), within(atMost), bodyMax));
  }

  private Duration within(Duration atMost) {
    return atMost.compareTo(limit) < 0 ? atMost : limit;
  }

  private Brought brought(Call call) {
    try {
      var result = client.exchange(call);
      return new Brought(
          told(result),
          result instanceof Result.Answered answer ? Optional.of(answer) : Optional.empty(),
          result instanceof Result.Failed failed ? Optional.of(failed.kind()) : Optional.empty(),
          call);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Brought(STOPPING, Optional.empty(), Optional.empty(), call);
    }
  }

  private List<Field> withOurName(List<Field> fields) {
    var all = new ArrayList<Field>(fields.size() + 1);
    all.addAll(fields);
    all.add(userAgent);
    return all;
  }

  private Telling told(Result result) {
    return switch (result) {
      case Result.Answered answer when answer.status() / 100 == 2 ->
          new Telling.Told(answer.status());
      case Result.Answered answer ->
          new Telling.NotNow(answer.status(), "HTTP " + answer.status(), pause(answer));
      case Result.Failed(var kind, var why) ->
          switch (kind) {
            case REFUSED_BY_GUARD -> new Telling.Gone(why);
            case NAME,
                CONNECT,
                CERTIFICATE_NAME,
                CERTIFICATE_DATE,
                CERTIFICATE_TRUST,
                TLS,
                TIMEOUT,
                BROKEN ->
                new Telling.NotNow(0, why, Optional.empty());
          };
    };
  }

  /// RFC 9110 §10.2.3: seconds, or a date.
  private Optional<Duration> pause(Result.Answered answer) {
    return answer.header("Retry-After").flatMap(this::pause).map(Courier::bounded);
  }

  private Optional<Duration> pause(String value) {
    if (!value.isEmpty()
        && value.length() <= SECONDS_DIGITS_MAX
        && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.now(), Instant.from(date)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(PAUSE_MIN) < 0) {
      return PAUSE_MIN;
    }
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }
}
