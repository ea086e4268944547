package io.carillon.engine.notify;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is kept of how tries went: each try of an endpoint, and of URLs that messages name those
/// that failed, were taken only by the fallback, or answered by something that could not be done,
/// so that what is told at the first try costs nothing.
///
/// Of one lane at most 60 tries a minute are kept that succeeded, and 600 that failed: who is told
/// thousands a second needs no line for each, and who is dead fills no disk.
public final class Logbook {
  private static final int TOLD_MAX = 60;
  private static final int FAILED_MAX = 600;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int LANES_MAX = 10_000;

  private final Clock clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private volatile Listener listener = Listener.NONE;

  Logbook(Clock clock) {
    this.clock = clock;
  }

  /// Who is told of endpoints that were not told; inside a teller, so it must not block.
  public interface Listener {
    Listener NONE = (_, _, _) -> {};

    /// A try failed.
    ///
    /// @param gone why it wants to be told no more; empty where it only failed
    void failed(AccountId account, Id endpoint, Optional<String> gone);
  }

  /// Sets who is told; for the time of wiring only.
  public void listen(Listener next) {
    listener = next;
  }

  /// A minute of a lane.
  private static final class Window {
    private long began;
    private int told;
    private int failed;

    Window(long began) {
      this.began = began;
    }

    synchronized boolean takes(boolean success, long ticks) {
      if (ticks - began >= WINDOW.toNanos()) {
        began = ticks;
        told = 0;
        failed = 0;
      }
      return success ? told++ < TOLD_MAX : failed++ < FAILED_MAX;
    }
  }

  /// When a try began, and how long it took.
  record Lasting(Instant at, Duration took) {}

  /// The rows that follow from a try, with the one that says how it went where that is kept.
  List<Write> with(
      List<Write> rows, AccountId account, Notice notice, Tried tried, Lasting lasting) {
    var endpoint =
        notice.dialect().equals(Endpoint.DIALECT)
            ? Endpoint.read(notice.destination())
            : Optional.<Id>empty();
    if (endpoint.isEmpty() && isWell(tried.telling())) {
      return rows;
    }
    var attempt = attempt(account, endpoint, notice, tried, lasting);
    endpoint
        .filter(_ -> !attempt.told())
        .ifPresent(id -> {
          var gone =
              tried.telling() instanceof Telling.GivenUp(_, var why)
                  ? Optional.of(why)
                  : Optional.<String>empty();
          listener.failed(account, id, gone);
        });
    boolean worth = endpoint.isEmpty() || tried.exchange().isPresent();
    if (!worth || !takes(notice.lane(), attempt.told())) {
      return rows;
    }
    var all = new ArrayList<Write>(rows.size() + 1);
    all.addAll(rows);
    all.add(new Write.Tried(next(attempt, rows)));
    return all;
  }

  private static boolean isWell(Telling telling) {
    return telling instanceof Telling.Told told
        && told.remarks().isEmpty()
        && told.findings().stream().noneMatch(Finding::isWrong);
  }

  private boolean takes(String lane, boolean success) {
    if (windows.size() >= LANES_MAX) {
      windows.clear();
    }
    long ticks = clock.ticks();
    return windows.computeIfAbsent(lane, _ -> new Window(ticks)).takes(success, ticks);
  }

  private static Attempt attempt(
      AccountId account, Optional<Id> endpoint, Notice notice, Tried tried, Lasting lasting) {
    var end =
        switch (tried.telling()) {
          case Telling.Told(var answer, _, _, _, _) -> new End(true, answer, "");
          case Telling.NotNow(var answer, var why, _) -> new End(false, answer, why);
          case Telling.GivenUp(var answer, var why) -> new End(false, answer, why);
          case Telling.Gone(var why) -> new End(false, 0, why);
        };
    return new Attempt(
        account,
        endpoint,
        notice.message(),
        notice.sequence(),
        lasting.at(),
        lasting.took(),
        end.told(),
        end.answer(),
        end.why(),
        Optional.empty(),
        tried.exchange());
  }

  private record End(boolean told, int answer, String why) {}

  private static Attempt next(Attempt attempt, List<Write> rows) {
    for (var row : rows) {
      if (row instanceof Write.Retold(var notice, _, _)) {
        return attempt.nextAt(notice.telling().due());
      }
    }
    return attempt;
  }
}
