package io.carillon.front.post;

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
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final int SECONDS_DIGITS_MAX = 9;

  private final GuardedClient client;
  private final Clock clock;
  private final Field userAgent;
  private final Duration limit;

  /// @param version of this program, for the header `User-Agent`
  public Courier(GuardedClient client, Clock clock, String version) {
    this(client, clock, version, LIMIT);
  }

  Courier(GuardedClient client, Clock clock, String version, Duration limit) {
    this.client = client;
    this.clock = clock;
    this.userAgent = new Field("User-Agent", "Carillon/" + version);
    this.limit = limit;
  }

  /// Posts once; blocks for at most 15 s.
  public Telling post(String url, List<Field> fields, byte[] body) {
    return post(url, fields, body, limit);
  }

  /// Posts once; blocks for at most `atMost`, and never longer than 15 s.
  public Telling post(String url, List<Field> fields, byte[] body, Duration atMost) {
    var bounded = atMost.compareTo(limit) < 0 ? atMost : limit;
    return carried(Call.post(url, withOurName(fields), body, bounded, 0));
  }

  /// Tells by a GET of a URL that holds all there is to tell; blocks for at most 15 s.
  public Telling get(String url, List<Field> fields) {
    return carried(Call.get(url, withOurName(fields), limit, 0));
  }

  private List<Field> withOurName(List<Field> fields) {
    var all = new ArrayList<Field>(fields.size() + 1);
    all.addAll(fields);
    all.add(userAgent);
    return all;
  }

  private Telling carried(Call call) {
    try {
      return told(client.exchange(call));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Telling.NotNow(0, "the server is stopping", Optional.empty());
    }
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
            case CONNECT, TLS, TIMEOUT, BROKEN -> new Telling.NotNow(0, why, Optional.empty());
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
