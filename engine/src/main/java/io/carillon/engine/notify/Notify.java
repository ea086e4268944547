package io.carillon.engine.notify;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Wake;
import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.engine.notify.NoticeLane.NoticeName;
import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.engine.time.ClockWatch;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what is owed, a lane for each endpoint, so that one that is slow or dead delays only
/// itself.
///
/// A lane has up to 16 tellers, tasks that end when nothing is left. Of one message and destination
/// only the oldest open notice is told; a failing one lets the next pass at its third failure.
/// Telling is at least once: a crash between the telling and its commit repeats it.
public final class Notify implements Wake {
  private static final Logger LOG = LoggerFactory.getLogger(Notify.class);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration UNTOLD_FOR = Duration.ofSeconds(2);
  private static final Duration AHEAD_FOR = Duration.ofMinutes(1);
  private static final Duration AHEAD_AFTER = Duration.ofMinutes(10);
  private static final Duration SLIGHT = Duration.ofSeconds(1);
  private static final Duration MOVES_WITHIN = Duration.ofSeconds(1);

  private final Desk desk;
  private final Notices notices;
  private final Messages messages;
  private final Clock clock;
  private final Tasks tasks;
  private final Map<String, Herald> heralds = new HashMap<>();
  private final ConcurrentHashMap<String, NoticeLane> lanes = new ConcurrentHashMap<>();
  private final ClockWatch watch;
  private final Meters.Count told;
  private final Meters.Count failed;
  private final Meters.Count dead;
  private volatile boolean draining;
  private volatile boolean anyAhead = true;
  private long aheadUntil;
  private long aheadNext;
  private UnaryOperator<Message> shown = UnaryOperator.identity();
  private Lane.Limits limits = new Lane.Limits(20_000, 5_000, 1_000);

  public Notify(
      Desk desk, Reading reading, List<Herald> heralds, Clock clock, Tasks tasks, Meters meters) {
    this.desk = desk;
    this.notices = reading.notices();
    this.messages = reading.messages();
    this.clock = clock;
    this.tasks = tasks;
    heralds.forEach(herald -> this.heralds.put(herald.dialect(), herald));
    watch = new ClockWatch(clock);
    aheadUntil = clock.ticks();
    aheadNext = aheadUntil;
    told = meters.count("notices.tried", "outcome", "told");
    failed = meters.count("notices.tried", "outcome", "failed");
    dead = meters.count("notices.tried", "outcome", "dead");
    meters.gauge("notices.lanes", lanes::size);
    meters.gauge("notices.waiting", this::waiting);
  }

  /// Sets how much each lane holds; for the time of wiring only.
  public void bound(Lane.Limits next) {
    limits = next;
  }

  /// Sets as what a message is told, which may be less than is known of it; for the time of wiring
  /// only.
  public void show(UnaryOperator<Message> next) {
    shown = next;
  }

  /// The read ports that notify needs.
  public record Reading(Notices notices, Messages messages) {}

  @Override
  public void after(Commit commit) {
    Message message = null;
    for (var write : commit.writes()) {
      switch (write) {
        case Write.Added(var added) -> message = added;
        case Write.Changed(_, var changed) -> message = changed;
        case Write.Owed(var notice) -> {
          if (message != null && message.id().equals(notice.message())) {
            owed(notice, message);
          }
        }
        case Write.Retold _, Write.Noted _, Write.Erased _, Write.Beside _ -> {}
      }
    }
  }

  private void owed(Notice notice, Message message) {
    var lane =
        lanes.compute(
            notice.lane(),
            (name, known) -> {
              var home = known == null ? fresh(name) : known;
              home.owed(new Untold(notice, message));
              return home;
            });
    pump(lane);
  }

  private NoticeLane lane(String name) {
    return lanes.computeIfAbsent(name, this::fresh);
  }

  private NoticeLane fresh(String name) {
    return new NoticeLane(name, limits, clock.now());
  }

  private void pump(NoticeLane lane) {
    if (draining || lane.isResting()) {
      return;
    }
    if (lane.wantsRefill()) {
      tasks.start("refill notices", () -> refill(lane));
    }
    while (lane.mayStart()) {
      tasks.start("tell notices", () -> tell(lane));
    }
  }

  /// A teller. What breaks it is a bug of ours; the others go on.
  private void tell(NoticeLane lane) {
    lane.started();
    boolean done = false;
    try {
      for (var held = lane.next(); held.isPresent(); held = lane.next()) {
        if (draining || lane.isResting()) {
          lane.lane().restore(held.get());
          return;
        }
        if (nobodyHears(held.get().entry().notice())) {
          lane.rest();
          lane.lane().restore(held.get());
          return;
        }
        tell(lane, held.get());
      }
      done = true;
    } finally {
      if (!done) {
        lane.stop();
      }
    }
  }

  /// Whether a notice is to wait untried. One that is too old is tried all the same: that ends it.
  private boolean nobodyHears(Notice notice) {
    var herald = heralds.get(notice.dialect());
    return herald != null && !herald.hears(notice.destination()) && !isOld(notice);
  }

  private boolean isOld(Notice notice) {
    return !clock.now().isBefore(notice.change().at().plus(Retelling.GIVEN_UP_AFTER));
  }

  /// What waited untried and is too old now is tried only once.
  private Telling told(Herald herald, Untold entry) {
    boolean last = isOld(entry.notice()) && !herald.hears(entry.notice().destination());
    var telling = herald.tell(shown.apply(entry.message()), entry.notice());
    return last && telling instanceof Telling.NotNow(var answer, var why, _)
        ? new Telling.GivenUp(answer, why)
        : telling;
  }

  /// Somebody hears again at a destination: what waited for them goes at once.
  ///
  /// @param name of the lane before the destination (`Callback.lane`)
  public void wake(String name) {
    var lane = lane(name);
    lane.rouse();
    lane.noteMore();
    pump(lane);
  }

  private void tell(NoticeLane lane, Held<NoticeName, Untold> held) {
    var entry = held.entry();
    var herald = heralds.get(entry.notice().dialect());
    var telling =
        herald == null
            ? new Telling.Gone("no such dialect: " + entry.notice().dialect())
            : told(herald, entry);
    switch (telling) {
      case Telling.Told _ -> {
        told.add(1);
        lane.toldAt(clock.ticks());
      }
      case Telling.NotNow _ -> failed.add(1);
      case Telling.GivenUp _, Telling.Gone _ -> dead.add(1);
    }
    var rows = Retelling.after(entry.notice(), telling, clock.now());
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), rows), result -> told(lane, held, rows, result));
  }

  private void told(
      NoticeLane lane, Held<NoticeName, Untold> held, List<Write> rows, Result result) {
    lane.lane().release(held.key());
    if (!(result instanceof Result.Done)) {
      LOG.warn("message {}: the telling of a notice was not kept", held.key().message());
      // It will be told again: not at full speed, for as long as the store cannot write.
      lane.rest();
      lane.noteMore();
      return;
    }
    for (var row : rows) {
      if (row instanceof Write.Retold(var notice, var frees, _)) {
        if (frees) {
          lane.freed(notice);
        } else if (notice.telling().attempts() < Retelling.FREES_AT) {
          lane.failed(notice);
          notice.telling().due().ifPresent(due -> later(lane, held.entry().message(), notice, due));
        }
      }
    }
    pump(lane);
  }

  /// The first tries are timed here; the later ones, which let others pass, the sweep finds.
  private void later(NoticeLane lane, Message message, Notice notice, Instant due) {
    var pause = Duration.between(clock.now(), due);
    if (pause.compareTo(SOON) <= 0) {
      tasks.later(
          "tell again",
          pause,
          () -> {
            lane.again(new Untold(notice, message));
            pump(lane);
          });
    } else {
      lane.leaveToStore(notice);
    }
  }

  private void refill(NoticeLane lane) {
    try {
      var rows = notices.due(lane.name(), clock.now(), limits.refill());
      boolean all = rows.size() < limits.refill();
      if (all && anyAhead) {
        rows = new ArrayList<>(rows);
        rows.addAll(ahead().stream().filter(row -> row.lane().equals(lane.name())).toList());
      }
      lane.refill(withMessages(lane, rows), all);
    } catch (StoreException e) {
      LOG.warn("a lane of notices could not be refilled: {}", e.getMessage());
      lane.refill(List.of(), false);
      return;
    }
    pump(lane);
  }

  private List<Untold> withMessages(NoticeLane lane, List<Notice> rows) {
    var fresh = rows.stream().filter(notice -> !lane.lane().holds(NoticeName.of(notice))).toList();
    var known = messages.find(fresh.stream().map(Notice::message).toList());
    var entries = new ArrayList<Untold>(fresh.size());
    for (var notice : fresh) {
      var message = known.get(notice.message());
      if (message != null) {
        entries.add(new Untold(notice, message));
      }
    }
    return entries;
  }

  /// Finds what is due and nobody was told of, and forgets lanes in which nothing is. To be called
  /// about each second.
  public void sweep() {
    for (var name : lanes.keySet()) {
      lanes.computeIfPresent(name, (_, lane) -> lane.isIdle() ? null : lane);
    }
    lanes
        .values()
        .forEach(lane -> {
          if (lane.isResting()) {
            lane.rouse();
            pump(lane);
          }
        });
    bringBack();
    for (var name : notices.lanesDue(clock.now().minus(UNTOLD_FOR))) {
      var lane = lane(name);
      lane.noteMore();
      pump(lane);
    }
  }

  /// Tells what lies ahead because the wall clock was set back, for a minute at least, since what
  /// was told before may be written after it. A process that begins looks for it, too, and each ten
  /// minutes anybody, for a clock that was set ahead and back at once is not noticed. What was
  /// tried has a new moment.
  private void bringBack() {
    if (watch.moved().plus(SLIGHT).isNegative()) {
      anyAhead = true;
      aheadUntil = clock.ticks() + AHEAD_FOR.toNanos();
    }
    if (!anyAhead && clock.ticks() - aheadNext < 0) {
      return;
    }
    aheadNext = clock.ticks() + AHEAD_AFTER.toNanos();
    var ahead = ahead();
    anyAhead = !ahead.isEmpty() || clock.ticks() - aheadUntil < 0;
    ahead.stream()
        .map(Notice::lane)
        .distinct()
        .map(this::lane)
        .forEach(lane -> {
          lane.noteMore();
          pump(lane);
        });
  }

  private List<Notice> ahead() {
    var now = clock.now();
    return notices.ahead(now, now.plus(Retelling.PAUSE_LONGEST), Messages.ROWS_MAX);
  }

  /// Starts no further tellings; those under way end by themselves within a herald's limit.
  public void drain() {
    draining = true;
  }

  /// Notices that wait or are being told, in memory.
  public long waiting() {
    return lanes.values().stream().mapToLong(lane -> lane.lane().held()).sum();
  }

  /// Notices that wait or are being told in one lane, in memory.
  public long waiting(String lane) {
    var known = lanes.get(lane);
    return known == null ? 0 : known.lane().held();
  }

  /// Notices of one endpoint's lane that wait or are being told, in memory; negative when none was
  /// told for a second.
  public int inside(String lane) {
    var known = lanes.get(lane);
    if (known == null) {
      return 0;
    }
    boolean moves = clock.ticks() - known.toldAt() < MOVES_WITHIN.toNanos();
    return moves ? known.lane().held() : -1;
  }
}
